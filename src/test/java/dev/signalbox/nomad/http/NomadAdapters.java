package dev.signalbox.nomad.http;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadBuildProperties;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadConnections;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the adapters for a Nomad server with the production transport. */
public final class NomadAdapters implements AutoCloseable {

  private final NomadProperties settings;
  private final HttpConnections connections;
  private final NomadTransport transport;

  private NomadAdapters(NomadProperties settings, Duration readTimeout) {
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

  static NomadAdapters of(NomadProperties settings) {
    return new NomadAdapters(settings, Duration.ofDays(1));
  }

  static NomadProperties settings(@Nullable URI address, @Nullable Secret token) {
    return new NomadProperties(
        address == null ? null : new Origin(address),
        token,
        "*",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "false");
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
        new NomadProperties(
            settings.addr(),
            settings.token(),
            namespace,
            region,
            settings.httpAuth(),
            settings.cacert(),
            settings.capath(),
            settings.clientCert(),
            settings.clientKey(),
            settings.clientKeyPassword(),
            settings.tlsServerName(),
            settings.skipVerify()));
  }

  /** Returns a new adapter; call {@code probe} first, because each keeps separate capabilities. */
  public NomadListWatch lists() {
    return new HttpNomadListWatch(
        settings, new NomadBuildProperties(List.of(), List.of("{job_name}")), transport);
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
