package dev.signalbox.nomad.wire;

import static dev.signalbox.nomad.wire.NomadJson.shared;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadDetails.ClientEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node as lists, events and the single read have it; each knows a different part. */
record NodeJson(
    String id,
    String name,
    String address,
    String httpAddr,
    String datacenter,
    String nodeClass,
    String nodePool,
    String version,
    String status,
    String statusDescription,
    String schedulingEligibility,
    boolean drain,
    @Nullable Strategy drainStrategy,
    @Nullable Last lastDrain,
    Map<String, DriverJson> drivers,
    NomadJson.@Nullable Parts nodeResources,
    NomadJson.@Nullable Parts reservedResources,
    Map<String, String> attributes,
    Map<String, String> meta,
    List<Told> events,
    long statusUpdatedAt,
    long createIndex,
    long modifyIndex) {

  Client client() {
    return new Client(
        id,
        name,
        address.isEmpty() ? host(httpAddr) : address,
        shared(datacenter),
        shared(nodeClass),
        nodePool.isEmpty() ? "default" : shared(nodePool),
        shared(version.isEmpty() ? attributes.getOrDefault("nomad.version", "") : version),
        clientStatus(),
        shared(statusDescription),
        schedulingEligibility.equals("eligible"),
        drain || drainStrategy != null,
        drainStrategy == null ? null : drainStrategy.drain(),
        lastDrain == null ? toldDrain() : lastDrain.lastDrain(),
        drivers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(driver -> driver.getValue().driver(shared(driver.getKey())))
            .toList(),
        NomadJson.Parts.of(nodeResources),
        NomadJson.Parts.of(reservedResources),
        kept(),
        statusUpdatedAt > 0 ? Instant.ofEpochSecond(statusUpdatedAt) : null,
        createIndex,
        modifyIndex);
  }

  /** Newest first. */
  List<ClientEvent> clientEvents() {
    return events.stream().map(Told::event).filter(Objects::nonNull).toList().reversed();
  }

  /**
   * How the last drain ended, by the newest event of one: servers before 1.1 tell it nowhere else.
   * Only a node that is read alone has events.
   */
  private Client.@Nullable LastDrain toldDrain() {
    if (drain || drainStrategy != null || schedulingEligibility.equals("eligible")) {
      return null;
    }
    List<ClientEvent> drains =
        clientEvents().stream().filter(event -> event.subsystem().equals("Drain")).toList();
    Client.LastDrain.@Nullable State state =
        drains.isEmpty()
            ? null
            : switch (drains.getFirst().message().toLowerCase(Locale.ROOT)) {
              case "node drain complete" -> Client.LastDrain.State.COMPLETE;
              case "node drain disabled" -> Client.LastDrain.State.CANCELED;
              default -> null;
            };
    @Nullable Instant started =
        drains.stream()
            .filter(event -> event.message().equalsIgnoreCase("node drain strategy set"))
            .findFirst()
            .map(ClientEvent::at)
            .orElse(null);
    return state == null
        ? null
        : new Client.LastDrain(state, started, drains.getFirst().at(), Map.of());
  }

  private Map<String, String> kept() {
    if (attributes.isEmpty()) {
      return Map.of();
    }
    Map<String, String> kept = new HashMap<>();
    for (String name : ClientAttributes.KEPT) {
      @Nullable String value = attributes.get(name);
      if (value != null && !value.isEmpty()) {
        kept.put(name, value);
      }
    }
    return Map.copyOf(kept);
  }

  private ClientStatus clientStatus() {
    return switch (status) {
      case "initializing" -> ClientStatus.INITIALIZING;
      case "ready" -> ClientStatus.READY;
      case "down" -> ClientStatus.DOWN;
      case "disconnected" -> ClientStatus.DISCONNECTED;
      default -> ClientStatus.UNKNOWN;
    };
  }

  private static String host(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The strategy of a drain that runs; its deadline in nanoseconds. */
  record Strategy(long deadline, boolean ignoreSystemJobs, String forceDeadline, String startedAt) {

    Client.Drain drain() {
      @Nullable Instant started = NomadJson.time(startedAt);
      @Nullable Instant force = NomadJson.time(forceDeadline);
      // less than zero stops at once, and then no time is written down
      return new Client.Drain(
          ignoreSystemJobs, force == null && deadline < 0 ? started : force, started);
    }
  }

  record Last(String startedAt, String updatedAt, String status, Map<String, String> meta) {

    Client.@Nullable LastDrain lastDrain() {
      Client.LastDrain.@Nullable State state =
          switch (status) {
            case "draining" -> Client.LastDrain.State.DRAINING;
            case "complete" -> Client.LastDrain.State.COMPLETE;
            case "canceled" -> Client.LastDrain.State.CANCELED;
            default -> null;
          };
      return state == null
          ? null
          : new Client.LastDrain(
              state, NomadJson.time(startedAt), NomadJson.time(updatedAt), Map.copyOf(meta));
    }
  }

  record DriverJson(boolean detected, boolean healthy, String healthDescription) {

    Client.Driver driver(String name) {
      return new Client.Driver(name, detected, healthy, shared(healthDescription));
    }
  }

  /** An event of a node for people. */
  record Told(
      String message,
      String subsystem,
      Map<String, String> details,
      String timestamp,
      long createIndex) {

    @Nullable ClientEvent event() {
      @Nullable Instant at = NomadJson.time(timestamp);
      return at == null ? null : new ClientEvent(at, subsystem, message, Map.copyOf(details));
    }
  }
}
