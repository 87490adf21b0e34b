package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client as the servers know it. */
final class NodeState extends Kept<NodeState> {

  /** Nomad keeps no more events of a node. */
  private static final int EVENTS = 10;

  record Drain(long deadline, boolean ignoreSystem, @Nullable Instant forceAt, Instant startedAt) {}

  record LastDrain(Instant startedAt, Instant updatedAt, String status, Map<String, String> meta) {}

  record Event(
      String message, String subsystem, Map<String, String> details, Instant at, long index) {}

  record Driver(boolean detected, boolean healthy, String description) {}

  final String id;
  String name;
  String address = "10.0.0.1";
  String datacenter = "default";
  String nodeClass = "linux-64bit";
  String pool = "default";
  String version = "";
  String status = "ready";
  String statusDescription = "";
  boolean eligible = true;
  @Nullable Drain drain;
  @Nullable LastDrain lastDrain;
  long cpu = 40_000;
  long memory = 62_464;
  long disk = 200_000;
  int cores = 16;
  Map<String, String> attributes = new TreeMap<>();
  Map<String, String> meta = new TreeMap<>();
  Map<String, Driver> drivers =
      new TreeMap<>(
          Map.of(
              "docker", new Driver(true, true, "Healthy"),
              "exec", new Driver(true, true, "Healthy"),
              "raw_exec", new Driver(true, true, "Healthy"),
              "java", new Driver(false, false, ""),
              "qemu", new Driver(false, false, "")));
  List<Event> events = List.of();
  Instant statusUpdatedAt = Instant.EPOCH;
  Instant registeredAt = Instant.EPOCH;

  NodeState(String id, String name) {
    this.id = id;
    this.name = name;
  }

  boolean ready() {
    return status.equals("ready") && eligible && drain == null;
  }

  NodeState told(Event event) {
    List<Event> all = new ArrayList<>(events);
    all.add(event);
    events = List.copyOf(all.subList(Math.max(0, all.size() - EVENTS), all.size()));
    return this;
  }
}
