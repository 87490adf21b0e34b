package dev.signalbox.nomad;

/**
 * Resources of a client or of a build.
 *
 * @param cpu in MHz, the unit of Nomad
 * @param memory in MiB
 * @param disk in MiB
 */
public record Resources(long cpu, long memory, long disk) {

  public static final Resources NONE = new Resources(0, 0, 0);

  public Resources plus(Resources other) {
    return new Resources(cpu + other.cpu, memory + other.memory, disk + other.disk);
  }

  public Resources minus(Resources other) {
    return new Resources(cpu - other.cpu, memory - other.memory, disk - other.disk);
  }

  /** Whether CPU and memory are sufficient for a request. Disk is ignored. */
  public boolean covers(Resources requested) {
    return requested.cpu <= cpu && requested.memory <= memory;
  }

  /** How many times a request fits, by CPU and memory; 0 for an empty request. */
  public long fitCount(Resources requested) {
    long byCpu = requested.cpu <= 0 ? Long.MAX_VALUE : Math.max(0, cpu) / requested.cpu;
    long byMemory = requested.memory <= 0 ? Long.MAX_VALUE : Math.max(0, memory) / requested.memory;
    long times = Math.min(byCpu, byMemory);
    return times == Long.MAX_VALUE ? 0 : times;
  }
}
