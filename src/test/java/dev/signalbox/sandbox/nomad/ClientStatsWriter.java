package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes host statistics of a client: most of the allocated resources plus a system share. */
final class ClientStatsWriter {

  private static final long MIB = 1024 * 1024;

  private ClientStatsWriter() {}

  static ObjectNode write(StoredNode node, ServerState state) {
    List<StoredAllocation> running =
        state.allocsOn(node.id).stream().filter(StoredAllocation::usesResources).toList();
    long memory = running.stream().mapToLong(StoredAllocation::memory).sum();
    double cpu =
        running.stream().mapToLong(StoredAllocation::cpu).sum() * 78.0 / Math.max(1, node.cpu);
    ObjectNode json = JsonNodes.object();
    long total = node.memory * MIB;
    long used = Math.min(total, (memory * 82 / 100 + 900) * MIB);
    ObjectNode mem = json.putObject("Memory");
    mem.put("Total", total).put("Used", used);
    mem.put("Available", total - used).put("Free", (total - used) / 2);
    ArrayNode cpus = json.putArray("CPU");
    for (int core = 0; core < node.cores; core++) {
      double busy = Math.clamp(cpu + (core % 5 - 2) * 3, 0.5, 100);
      ObjectNode one = cpus.addObject().put("CPU", "cpu" + core);
      one.put("User", busy * 0.85).put("System", busy * 0.15);
      one.put("Idle", 100 - busy).put("Total", busy);
    }
    ArrayNode disks = json.putArray("DiskStats");
    disks.add(disk("/dev/nvme0n1p1", "/", 200_000 * MIB, 34.2));
    disks.add(disk("/dev/nvme1n1", "/var/lib/docker", 600_000 * MIB, 41 + running.size() * 5.0));
    json.set("AllocDirStats", disk("", "", 200_000 * MIB, 34.2));
    json.putNull("DeviceStats");
    json.put("CPUTicksConsumed", cpu * node.cpu / 100);
    json.put("Uptime", Math.max(60, Duration.between(node.registeredAt, state.now()).toSeconds()));
    return json.put("Timestamp", JsonNodes.nanos(state.now()));
  }

  private static ObjectNode disk(String device, String mount, long size, double percent) {
    ObjectNode json = JsonNodes.object().put("Device", device).put("Mountpoint", mount);
    long used = Math.round(size * Math.min(99, percent) / 100);
    json.put("Size", size).put("Used", used).put("Available", size - used);
    return json.put("UsedPercent", Math.min(99, percent)).put("InodesUsedPercent", 3.7);
  }
}
