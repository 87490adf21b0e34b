package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client as stored by the servers. */
final class StoredNode extends StoredObject<StoredNode> {

  /** Maximum number of events that Nomad stores for a node. */
  private static final int MAX_EVENTS = 10;

  record Drain(long deadline, boolean ignoreSystem, @Nullable Instant forceAt, Instant startedAt) {}

  record LastDrain(Instant startedAt, Instant updatedAt, String status, Map<String, String> meta) {}

  record NodeEvent(
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
  List<NodeEvent> events = List.of();
  Instant statusUpdatedAt = Instant.EPOCH;
  Instant registeredAt = Instant.EPOCH;

  StoredNode(String id, String name) {
    this.id = id;
    this.name = name;
  }

  boolean isReady() {
    return status.equals("ready") && eligible && drain == null;
  }

  StoredNode withEvent(NodeEvent event) {
    List<NodeEvent> all = new ArrayList<>(events);
    all.add(event);
    events = List.copyOf(all.subList(Math.max(0, all.size() - MAX_EVENTS), all.size()));
    return this;
  }
}
