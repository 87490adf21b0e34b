package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.NomadDetails.AllocationUse;
import dev.signalbox.nomad.NomadDetails.ClientUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What machines and allocations use, as their clients measure it. */
final class UseJson {

  private UseJson() {}

  /** A machine; its memory in bytes, its time up in seconds. */
  record Machine(
      @Nullable Memory memory,
      List<Processor> cpu,
      List<DiskJson> diskStats,
      double uptime,
      long timestamp) {

    ClientUse use() {
      double busy = cpu.stream().mapToDouble(one -> 100 - one.idle()).average().orElse(0);
      return new ClientUse(
          memory == null ? 0 : memory.total(),
          memory == null ? 0 : memory.used(),
          Math.clamp(busy, 0, 100),
          cpu.size(),
          diskStats.stream().map(DiskJson::disk).toList(),
          (long) uptime,
          NomadJson.nanos(timestamp));
    }
  }

  record Memory(long total, long used) {}

  record Processor(double idle) {}

  record DiskJson(String device, String mountpoint, long size, long used, double usedPercent) {

    ClientUse.Disk disk() {
      return new ClientUse.Disk(device, mountpoint, size, used, usedPercent);
    }
  }

  /** An allocation and its tasks. */
  record Placed(@Nullable Usage resourceUsage, Map<String, TaskJson> tasks, long timestamp) {

    AllocationUse use() {
      return new AllocationUse(
          resourceUsage == null ? 0 : resourceUsage.memory(),
          resourceUsage == null ? 0 : resourceUsage.ticks(),
          resourceUsage == null ? 0 : resourceUsage.percent(),
          tasks.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(task -> task.getValue().use(task.getKey()))
              .toList(),
          NomadJson.nanos(timestamp));
    }
  }

  record TaskJson(@Nullable Usage resourceUsage) {

    AllocationUse.TaskUse use(String name) {
      return resourceUsage == null
          ? new AllocationUse.TaskUse(name, 0, 0, 0)
          : new AllocationUse.TaskUse(
              name, resourceUsage.memory(), resourceUsage.ticks(), resourceUsage.percent());
    }
  }

  record Usage(@Nullable MemoryStats memoryStats, @Nullable CpuStats cpuStats) {

    /** Which numbers are real is told by those that were measured. */
    long memory() {
      if (memoryStats == null) {
        return 0;
      }
      return memoryStats.measured().contains("RSS") ? memoryStats.rss() : memoryStats.usage();
    }

    double ticks() {
      return cpuStats == null ? 0 : cpuStats.totalTicks();
    }

    double percent() {
      return cpuStats == null ? 0 : cpuStats.percent();
    }
  }

  record MemoryStats(long rss, long usage, List<String> measured) {}

  record CpuStats(double percent, double totalTicks) {}
}
