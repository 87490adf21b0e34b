package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadQueries.AllocationUsage;
import dev.signalbox.nomad.NomadQueries.HostStats;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resource usage of clients and allocations, measured by the clients. */
final class UsageJson {

  private UsageJson() {}

  /** Usage of a client; memory in bytes, uptime in seconds. */
  record ClientStatsJson(
      @Nullable Memory memory,
      List<Processor> cpu,
      List<DiskJson> diskStats,
      double uptime,
      long timestamp) {

    HostStats hostStats() {
      double busy =
          cpu.stream().mapToDouble(processor -> 100 - processor.idle()).average().orElse(0);
      return new HostStats(
          memory == null ? 0 : memory.total(),
          memory == null ? 0 : memory.used(),
          Math.clamp(busy, 0, 100),
          cpu.size(),
          diskStats.stream().map(DiskJson::disk).toList(),
          (long) uptime,
          NomadJson.fromUnixNanos(timestamp));
    }
  }

  record Memory(long total, long used) {}

  record Processor(double idle) {}

  record DiskJson(String device, String mountpoint, long size, long used, double usedPercent) {

    HostStats.Disk disk() {
      return new HostStats.Disk(device, mountpoint, size, used, usedPercent);
    }
  }

  record AllocationStatsJson(
      @Nullable Usage resourceUsage, Map<String, TaskJson> tasks, long timestamp) {

    AllocationUsage allocationUsage() {
      return new AllocationUsage(
          resourceUsage == null ? 0 : resourceUsage.memory(),
          resourceUsage == null ? 0 : resourceUsage.ticks(),
          resourceUsage == null ? 0 : resourceUsage.percent(),
          tasks.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(task -> task.getValue().taskUsage(task.getKey()))
              .toList(),
          NomadJson.fromUnixNanos(timestamp));
    }
  }

  record TaskJson(@Nullable Usage resourceUsage) {

    AllocationUsage.TaskUsage taskUsage(String name) {
      return resourceUsage == null
          ? new AllocationUsage.TaskUsage(name, 0, 0, 0)
          : new AllocationUsage.TaskUsage(
              name, resourceUsage.memory(), resourceUsage.ticks(), resourceUsage.percent());
    }
  }

  record Usage(@Nullable MemoryStats memoryStats, @Nullable CpuStats cpuStats) {

    /** Returns RSS if it was measured, otherwise the total usage. */
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
