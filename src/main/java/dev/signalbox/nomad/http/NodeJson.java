package dev.signalbox.nomad.http;

import static dev.signalbox.nomad.http.NomadJson.shared;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadQueries.ClientEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node in lists, events and single reads, which contain different fields. */
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
    @Nullable DrainStrategyJson drainStrategy,
    @Nullable LastDrainJson lastDrain,
    Map<String, DriverJson> drivers,
    NomadJson.@Nullable ResourcesJson nodeResources,
    NomadJson.@Nullable ResourcesJson reservedResources,
    Map<String, String> attributes,
    Map<String, String> meta,
    List<NodeEventJson> events,
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
        lastDrain == null ? drainFromEvents() : lastDrain.lastDrain(),
        drivers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(driver -> driver.getValue().driver(shared(driver.getKey())))
            .toList(),
        NomadJson.ResourcesJson.of(nodeResources),
        NomadJson.ResourcesJson.of(reservedResources),
        keptAttributes(),
        statusUpdatedAt > 0 ? Instant.ofEpochSecond(statusUpdatedAt) : null,
        createIndex,
        modifyIndex);
  }

  /** Returns the node events, newest first. */
  List<ClientEvent> clientEvents() {
    return events.stream().map(NodeEventJson::event).filter(Objects::nonNull).toList().reversed();
  }

  /**
   * Derives the outcome of the last drain from the newest drain event, because servers before 1.1
   * have no other source. Only single reads contain events.
   */
  private Client.@Nullable LastDrain drainFromEvents() {
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

  private Map<String, String> keptAttributes() {
    if (attributes.isEmpty()) {
      return Map.of();
    }
    Map<String, String> kept = new HashMap<>();
    for (String name : ClientAttributes.ALL) {
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

  /** The strategy of a running drain; the deadline is in nanoseconds. */
  record DrainStrategyJson(
      long deadline, boolean ignoreSystemJobs, String forceDeadline, String startedAt) {

    Client.Drain drain() {
      @Nullable Instant started = NomadJson.parseTime(startedAt);
      @Nullable Instant force = NomadJson.parseTime(forceDeadline);
      // a negative deadline kills at once, and then forceDeadline is empty
      return new Client.Drain(
          ignoreSystemJobs, force == null && deadline < 0 ? started : force, started);
    }
  }

  record LastDrainJson(
      String startedAt, String updatedAt, String status, Map<String, String> meta) {

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
              state,
              NomadJson.parseTime(startedAt),
              NomadJson.parseTime(updatedAt),
              Map.copyOf(meta));
    }
  }

  record DriverJson(boolean detected, boolean healthy, String healthDescription) {

    Client.Driver driver(String name) {
      return new Client.Driver(name, detected, healthy, shared(healthDescription));
    }
  }

  record NodeEventJson(
      String message,
      String subsystem,
      Map<String, String> details,
      String timestamp,
      long createIndex) {

    @Nullable ClientEvent event() {
      @Nullable Instant at = NomadJson.parseTime(timestamp);
      return at == null ? null : new ClientEvent(at, subsystem, message, Map.copyOf(details));
    }
  }
}
