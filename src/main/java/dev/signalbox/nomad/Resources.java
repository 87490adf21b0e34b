package dev.signalbox.nomad;

/**
 * What a client has, or what a build asks for.
 *
 * @param cpu in MHz, as Nomad counts it
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

  /** Whether CPU and memory of these are enough for what is asked. */
  public boolean hold(Resources asked) {
    return asked.cpu <= cpu && asked.memory <= memory;
  }

  /** How many times what is asked fits into these by CPU and memory; 0 where nothing is asked. */
  public long times(Resources asked) {
    long byCpu = asked.cpu <= 0 ? Long.MAX_VALUE : Math.max(0, cpu) / asked.cpu;
    long byMemory = asked.memory <= 0 ? Long.MAX_VALUE : Math.max(0, memory) / asked.memory;
    long times = Math.min(byCpu, byMemory);
    return times == Long.MAX_VALUE ? 0 : times;
  }
}
