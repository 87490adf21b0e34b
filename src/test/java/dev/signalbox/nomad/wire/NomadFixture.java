package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the adapters for a Nomad at some address, as the console would. */
public final class NomadFixture implements AutoCloseable {

  private final Settings.Nomad settings;
  private final HttpLines lines;
  private final Wire wire;

  private NomadFixture(Settings.Nomad settings, Duration patience) {
    this.settings = settings;
    this.lines = new HttpLines(settings, patience);
    this.wire = new HttpWire(settings, new RemoteCalls(new SimpleMeterRegistry()), lines);
  }

  /** A Nomad that wants no token. */
  public static NomadFixture at(URI address) {
    return of(settings(address, null));
  }

  /** A Nomad whose silence is borne no longer than this. */
  static NomadFixture at(URI address, Duration patience) {
    return new NomadFixture(settings(address, null), patience);
  }

  /** A Nomad that wants one. */
  public static NomadFixture at(URI address, String token) {
    return of(settings(address, new Secret(token)));
  }

  static NomadFixture of(Settings.Nomad settings) {
    return new NomadFixture(settings, Duration.ofDays(1));
  }

  static Settings.Nomad settings(@Nullable URI address, @Nullable Secret token) {
    return new Settings.Nomad(
        address, token, "*", null, null, List.of(), null, null, false, List.of(), 1, 90);
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
        1,
        90);
  }

  /** Remembers its own probe, so each has to be asked for it. */
  public NomadLists lists() {
    return new HttpNomadLists(settings, wire);
  }

  public NomadDetails details() {
    return new HttpNomadDetails(wire);
  }

  public NomadServers servers() {
    return new HttpNomadServers(wire, Clock.systemUTC());
  }

  public NomadActs acts() {
    return new HttpNomadActs(wire);
  }

  public AllocationLogs logs() {
    return new HttpAllocationLogs(wire);
  }

  @Override
  public void close() {
    lines.close();
  }
}
