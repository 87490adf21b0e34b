package dev.signalbox.nomad.http;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadConnections;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the adapters for a Nomad server with the production transport. */
public final class NomadAdapters implements AutoCloseable {

  private final Settings.Nomad settings;
  private final HttpConnections connections;
  private final NomadTransport transport;

  private NomadAdapters(Settings.Nomad settings, Duration readTimeout) {
    this.settings = settings;
    this.connections = new HttpConnections(settings, readTimeout);
    this.transport =
        new HttpNomadTransport(settings, new RemoteCalls(new SimpleMeterRegistry()), connections);
  }

  /** Connects without a token. */
  public static NomadAdapters at(URI address) {
    return of(settings(address, null));
  }

  /** Connects with an upper bound for all read timeouts. */
  static NomadAdapters at(URI address, Duration readTimeout) {
    return new NomadAdapters(settings(address, null), readTimeout);
  }

  /** Connects with a token. */
  public static NomadAdapters at(URI address, String token) {
    return of(settings(address, new Secret(token)));
  }

  static NomadAdapters of(Settings.Nomad settings) {
    return new NomadAdapters(settings, Duration.ofDays(1));
  }

  static Settings.Nomad settings(@Nullable URI address, @Nullable Secret token) {
    return new Settings.Nomad(
        address,
        token,
        "*",
        null,
        null,
        List.of(),
        null,
        null,
        false,
        List.of(),
        List.of("{job_name}"),
        1,
        90,
        Duration.ofMinutes(15));
  }

  NomadConnections connections() {
    return connections;
  }

  /** Returns the adapters for one namespace of the same servers. */
  NomadAdapters inNamespace(String namespace) {
    return with(namespace, settings.region());
  }

  /** Returns the adapters for another region of the same servers. */
  NomadAdapters inRegion(String region) {
    return with(settings.namespace(), region);
  }

  private NomadAdapters with(String namespace, @Nullable String region) {
    return of(
        new Settings.Nomad(
            settings.address(),
            settings.token(),
            namespace,
            region,
            settings.httpAuth(),
            settings.authorities(),
            settings.identity(),
            settings.serverName(),
            settings.skipVerify(),
            settings.classes(),
            settings.buildNames(),
            settings.keepReady(),
            settings.historyDays(),
            settings.maxDowntime()));
  }

  static Settings.Nomad settings(
      URI address,
      List<X509Certificate> authorities,
      Settings.@Nullable Identity identity,
      @Nullable String serverName,
      boolean skipVerify) {
    return new Settings.Nomad(
        address,
        null,
        "*",
        null,
        null,
        authorities,
        identity,
        serverName,
        skipVerify,
        List.of(),
        List.of("{job_name}"),
        1,
        90,
        Duration.ofMinutes(15));
  }

  /** Returns a new adapter; call {@code probe} first, because each keeps separate capabilities. */
  public NomadListWatch lists() {
    return new HttpNomadListWatch(settings, transport);
  }

  public NomadQueries queries() {
    return new HttpNomadQueries(transport);
  }

  public NomadServers servers() {
    return new HttpNomadServers(transport, Clock.systemUTC());
  }

  public NomadCommands commands() {
    return new HttpNomadCommands(transport, new DeniedCapabilities(Clock.systemUTC()));
  }

  public AllocationLogs logs() {
    return new HttpAllocationLogs(transport);
  }

  @Override
  public void close() {
    connections.close();
  }
}
