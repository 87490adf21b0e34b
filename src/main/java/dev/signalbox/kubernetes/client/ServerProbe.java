package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.KubernetesProperties;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.RemoteSystemException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Requests the version of the API server, which needs no permission. Open watches do not show that
 * the API server hangs, because they may receive nothing for minutes.
 */
@Component
public class ServerProbe implements ClusterConnection {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** The Date header has whole seconds, and the response takes some time. */
  private static final Duration EQUAL_CLOCKS = Duration.ofSeconds(5);

  /** Not a kind of the API, but a path that is called like one. */
  private static final KubernetesRequest REQUEST =
      new KubernetesRequest(
          "read the version of the API server",
          "get",
          ResourceKind.clusterScoped("", "", "version", ""),
          "",
          null,
          null,
          LIMIT);

  private final KubernetesProperties settings;
  private final KubernetesClients clients;
  private final KubernetesCalls calls;
  private final Clock clock;
  private volatile ServerStatus status = ServerStatus.UNKNOWN;

  ServerProbe(
      KubernetesProperties settings,
      KubernetesClients clients,
      KubernetesCalls calls,
      Clock clock) {
    this.settings = settings;
    this.clients = clients;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String installationNamespace() {
    return settings.namespace();
  }

  @Override
  public String veleroNamespace() {
    return settings.veleroNamespace();
  }

  @Override
  public Optional<NotConfigured> notConfigured() {
    return clients.notConfigured();
  }

  @Override
  public ServerStatus server() {
    return status;
  }

  /** Sends the request; blocks for at most 5 s and does not fail. */
  public ServerStatus probe() {
    Instant start = clock.instant();
    ServerStatus before = status;
    @Nullable String version = before.version();
    Duration offset = before.clockOffset();
    CacheStatus.@Nullable Failure failure = null;
    try {
      Response response = calls.read(REQUEST, ServerProbe::send);
      version = response.version();
      offset = offset(response.date(), start, clock.instant(), offset);
    } catch (RemoteSystemException e) {
      failure = new CacheStatus.Failure(e.tried(), e.response(), e.advice(), clock.instant());
    }
    @Nullable Instant failingSince =
        failure == null ? null : Objects.requireNonNullElse(before.failingSince(), start);
    ServerStatus current = new ServerStatus(version, failure, failingSince, offset);
    status = current;
    return current;
  }

  /**
   * The response of the API server.
   *
   * @param date its time, or null
   */
  private record Response(String version, @Nullable Instant date) {}

  private static Response send(KubernetesClient client) {
    HttpResponse<String> response =
        FutureResult.of(
            client
                .getHttpClient()
                .sendAsync(
                    client
                        .getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(ServerAddress.of(client, "/version"))
                        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .build(),
                    String.class));
    String body = Objects.requireNonNullElse(response.body(), "");
    if (!response.isSuccessful()) {
      throw ErrorResponse.of(response.code(), body, client.getKubernetesSerialization());
    }
    JsonNode version = client.getKubernetesSerialization().unmarshal(body, JsonNode.class);
    return new Response(version.path("gitVersion").asString(""), date(response.header("Date")));
  }

  private static @Nullable Instant date(@Nullable String header) {
    try {
      return header == null
          ? null
          : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns how much the clock of the API server is ahead, or the earlier value if unknown. */
  private static Duration offset(
      @Nullable Instant date, Instant start, Instant end, Duration earlier) {
    Duration taken = Duration.between(start, end);
    if (date == null || taken.isNegative() || taken.compareTo(LIMIT) > 0) {
      return earlier;
    }
    Duration offset = Duration.between(start.plus(taken.dividedBy(2)), date);
    return offset.abs().compareTo(EQUAL_CLOCKS) < 0 ? Duration.ZERO : offset;
  }
}
