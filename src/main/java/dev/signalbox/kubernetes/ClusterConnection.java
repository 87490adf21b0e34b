package dev.signalbox.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cluster that the console is connected to. No method blocks or calls the API server. */
public interface ClusterConnection {

  /** The live-update topic that announces a change of the connection. */
  String TOPIC = "kubernetes";

  /** The namespace of the installation. */
  String installationNamespace();

  /** The namespace of Velero. */
  String veleroNamespace();

  /** Returns why no cluster is configured, or empty if one is. */
  Optional<NotConfigured> notConfigured();

  /** Returns the state of the API server. */
  ServerStatus server();

  /**
   * Why there is no client.
   *
   * @param response what was found, such as "KUBECONFIG is not set"
   * @param advice what to set: one or more sentences
   */
  record NotConfigured(String response, String advice) {}

  /**
   * The API server, as its last response to {@code GET /version} describes it. It is requested
   * every 10 s while a cache is in use.
   *
   * @param version the version such as {@code v1.31.2}, or null if it is not known yet
   * @param failure the failure of the last request, or null
   * @param failingSince when the first of the requests that failed in a row was sent, or null
   * @param clockOffset how much the clock of the API server is ahead of that of the console; zero
   *     if it is not known or less than 5 s
   */
  record ServerStatus(
      @Nullable String version,
      CacheStatus.@Nullable Failure failure,
      @Nullable Instant failingSince,
      Duration clockOffset) {

    /** The API server was not called yet. */
    public static final ServerStatus UNKNOWN = new ServerStatus(null, null, null, Duration.ZERO);

    /** Returns whether all requests of that time have failed. */
    public boolean isFailingFor(Duration time, Instant now) {
      // a clock that was set back must not hide an outage
      return failingSince != null
          && (now.isBefore(failingSince) || !now.isBefore(failingSince.plus(time)));
    }
  }
}
