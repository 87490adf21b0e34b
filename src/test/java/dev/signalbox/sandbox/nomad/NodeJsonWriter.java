package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes clients as JSON. */
final class NodeJsonWriter {

  private final NomadVersionProfile profile;

  NodeJsonWriter(NomadVersionProfile profile) {
    this.profile = profile;
  }

  JsonNode stub(StoredNode node, boolean resources, boolean os) {
    ObjectNode json = common(node);
    json.put("Address", node.address);
    json.put("Version", node.version);
    if (os && profile.hasPagination()) {
      json.putObject("Attributes").put("os.name", node.attributes.getOrDefault("os.name", ""));
    }
    if (resources && profile.hasEventStream()) {
      json.set("NodeResources", resources(node));
      json.set("ReservedResources", reserved());
    }
    return json;
  }

  JsonNode full(StoredNode node) {
    ObjectNode json = common(node);
    json.put("HTTPAddr", node.address + ":4646");
    json.put("TLSEnabled", false);
    json.put("SecretID", "");
    json.set("Attributes", JsonNodes.of(node.attributes));
    json.set("Meta", JsonNodes.of(node.meta));
    JsonNodes.nulls(json, "Links", "CSIControllerPlugins", "CSINodePlugins");
    if (profile.atLeast(1, 2, 0)) {
      json.putNull("HostNetworks");
    }
    json.put("ComputedClass", "v1:16181594280487474947");
    json.put("StatusUpdatedAt", node.statusUpdatedAt.getEpochSecond());
    json.set("NodeResources", resources(node));
    json.set("ReservedResources", reserved());
    json.set("Resources", legacyResources(node.cpu, node.memory, node.disk));
    json.set("Reserved", legacyResources(0, 0, 0));
    if (profile.atLeast(1, 11, 0)) {
      json.put("NodeMaxAllocs", 0);
    }
    StoredNode.Drain drain = node.drain;
    if (drain == null) {
      json.putNull("DrainStrategy");
    } else {
      ObjectNode strategy = json.putObject("DrainStrategy");
      strategy.put("Deadline", drain.deadline());
      JsonNodes.putTime(strategy, "ForceDeadline", drain.forceAt());
      strategy.put("IgnoreSystemJobs", drain.ignoreSystem());
      JsonNodes.putTime(strategy, "StartedAt", drain.startedAt());
    }
    ArrayNode events = json.putArray("Events");
    for (StoredNode.NodeEvent event : node.events) {
      ObjectNode one = events.addObject();
      one.put("CreateIndex", event.index());
      JsonNodes.putStrings(one, "Details", event.details());
      one.put("Message", event.message());
      one.put("Subsystem", event.subsystem());
      JsonNodes.putTime(one, "Timestamp", event.at());
    }
    return json;
  }

  private ObjectNode common(StoredNode node) {
    ObjectNode json = JsonNodes.object();
    json.put("ID", node.id);
    json.put("Name", node.name);
    json.put("Datacenter", node.datacenter);
    json.put("NodeClass", node.nodeClass);
    if (profile.hasNodePools()) {
      json.put("NodePool", node.pool);
    }
    json.put("Drain", node.drain != null);
    json.put("SchedulingEligibility", node.eligible ? "eligible" : "ineligible");
    json.put("Status", node.status);
    json.put("StatusDescription", node.statusDescription);
    json.putNull("HostVolumes");
    ObjectNode drivers = json.putObject("Drivers");
    node.drivers.forEach((name, driver) -> drivers.set(name, driver(node, name, driver)));
    if (profile.hasLastDrain()) {
      StoredNode.LastDrain last = node.lastDrain;
      if (last == null) {
        json.putNull("LastDrain");
      } else {
        ObjectNode drain = json.putObject("LastDrain");
        drain.put("AccessorID", "");
        JsonNodes.putStrings(drain, "Meta", last.meta());
        JsonNodes.putTime(drain, "StartedAt", last.startedAt());
        drain.put("Status", last.status());
        JsonNodes.putTime(drain, "UpdatedAt", last.updatedAt());
      }
    }
    json.put("CreateIndex", node.createIndex);
    json.put("ModifyIndex", node.modifyIndex);
    return json;
  }

  private static ObjectNode driver(StoredNode node, String name, StoredNode.Driver driver) {
    ObjectNode json = JsonNodes.object();
    if (driver.detected()) {
      json.putObject("Attributes").put("driver." + name, "true");
    } else {
      json.putNull("Attributes");
    }
    json.put("Detected", driver.detected());
    json.put("HealthDescription", driver.description());
    json.put("Healthy", driver.healthy());
    JsonNodes.putTime(json, "UpdateTime", node.registeredAt);
    return json;
  }

  private ObjectNode resources(StoredNode node) {
    ObjectNode json = JsonNodes.object();
    ObjectNode cpu = json.putObject("Cpu").put("CpuShares", node.cpu);
    if (profile.hasLastDrain()) {
      cpu.put("TotalCpuCores", node.cores);
      ArrayNode reservable = cpu.putArray("ReservableCpuCores");
      for (int core = 0; core < node.cores; core++) {
        reservable.add(core);
      }
    }
    json.putNull("Devices");
    json.putObject("Disk").put("DiskMB", node.disk);
    json.putObject("Memory").put("MemoryMB", node.memory);
    ObjectNode network = json.putArray("Networks").addObject();
    network.put("CIDR", node.address + "/32");
    network.put("Device", "eth0");
    network.put("IP", node.address);
    network.put("MBits", 1000);
    network.put("Mode", "host");
    JsonNodes.nulls(network, "DNS", "DynamicPorts", "ReservedPorts");
    json.putArray("NodeNetworks");
    if (profile.hasTopology()) {
      json.put("MinDynamicPort", 20000);
      json.put("MaxDynamicPort", 32000);
      topology(json.putObject("Processors").putObject("Topology"), node);
    }
    return json;
  }

  private static void topology(ObjectNode topology, StoredNode node) {
    topology.putArray("NodeIDs").add(0);
    topology.putObject("Distances").putArray("Dist").addArray().add(10);
    topology.put("OverrideTotalCompute", 0);
    topology.put("OverrideWitholdCompute", 0);
    ArrayNode cores = topology.putArray("Cores");
    for (int core = 0; core < node.cores; core++) {
      ObjectNode one = cores.addObject();
      one.put("SocketID", 0).put("NodeID", 0).put("ID", core).put("Grade", true);
      one.put("Disable", false).put("BaseSpeed", 2500).put("MaxSpeed", 0).put("GuessSpeed", 2500);
    }
  }

  private static ObjectNode reserved() {
    ObjectNode json = JsonNodes.object();
    json.putObject("Cpu").put("CpuShares", 0);
    json.putObject("Disk").put("DiskMB", 0);
    json.putObject("Memory").put("MemoryMB", 0);
    json.putObject("Networks").put("ReservedHostPorts", "");
    return json;
  }

  private static ObjectNode legacyResources(long cpu, long memory, long disk) {
    ObjectNode json = JsonNodes.object();
    json.put("CPU", cpu).put("MemoryMB", memory).put("DiskMB", disk).put("IOPS", 0);
    return JsonNodes.nulls(json, "Devices", "Networks");
  }
}
