package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.BuildLogGenerator.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Simulates build activity for the sandbox: builds start, write logs, end and are garbage
 * collected. The activity depends only on the clock of the cluster and on the seed.
 */
public final class BuildActivitySimulator {

  private static final List<String> PROJECTS =
      List.of("api", "web", "mobile", "infra", "payments", "docs", "reports", "ledger");
  private static final int MAX_DEAD_JOBS = 250;

  private final SimulatedCluster cluster;
  private final Random random;
  private int number = 2000;

  private BuildActivitySimulator(SimulatedCluster cluster, long seed) {
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  /** Starts in a cluster that has the parameterized job of {@link NomadFixtureData}. */
  public static void start(SimulatedCluster cluster, long seed) {
    BuildActivitySimulator simulator = new BuildActivitySimulator(cluster, seed);
    cluster.runner.setStartHandler(simulator::onStart);
    cluster.state.locked(
        () -> {
          simulator.scheduleEndOfRunningBuilds();
          simulator.schedule(1, 3, simulator::dispatchBuild);
          simulator.schedule(60, 61, simulator::collect);
          return true;
        });
  }

  /** Ends the builds that were already running after 30 to 900 seconds. */
  private void scheduleEndOfRunningBuilds() {
    for (StoredAllocation alloc : cluster.state.copyOf(cluster.state.allocs.values())) {
      if (!alloc.isClientTerminal() && alloc.jobType.equals("batch")) {
        simulateBuild(alloc.id, alloc.job.id(), Duration.ofSeconds(between(30, 900)));
      }
    }
  }

  private void dispatchBuild() {
    String name = "acme/" + PROJECTS.get(random.nextInt(PROJECTS.size())) + " #" + number++;
    boolean isLarge = random.nextInt(5) < 3;
    StoredJob parent = cluster.job(NomadFixtureData.PARENT);
    cluster.jobs.dispatch(
        parent,
        Map.of("job_name", name),
        List.of(isLarge ? JobSpecs.group(4000, 8192) : JobSpecs.group(2000, 4096)));
    schedule(5, 11, this::dispatchBuild);
  }

  private boolean onStart(String allocId, StoredJob job) {
    if (!job.isBatch()) {
      return false;
    }
    String name = job.meta.getOrDefault("job_name", job.name);
    simulateBuild(allocId, name, Duration.ofSeconds(between(150, 780)));
    return true;
  }

  private void simulateBuild(String allocId, String name, Duration length) {
    int percent = random.nextInt(100);
    Outcome outcome =
        percent < 12 ? Outcome.FAILED : percent < 14 ? Outcome.OUT_OF_MEMORY : Outcome.PASSED;
    Instant start = cluster.now();
    write(
        allocId,
        start,
        BuildLogGenerator.generate(random.nextLong(), name, start, length, outcome),
        0);
    cluster.state.schedule(start.plus(length), () -> end(allocId, outcome));
  }

  private void write(String allocId, Instant start, List<BuildLogGenerator.Line> lines, int from) {
    if (from >= lines.size() || hasEnded(allocId)) {
      return;
    }
    BuildLogGenerator.Line line = lines.get(from);
    cluster.state.schedule(
        start.plus(line.delay()),
        () -> {
          if (!hasEnded(allocId)) {
            cluster.write(allocId, JobSpecs.TASK, line.stream(), line.text());
            write(allocId, start, lines, from + 1);
          }
        });
  }

  private boolean hasEnded(String allocId) {
    return cluster.state.alloc(allocId).map(StoredAllocation::isClientTerminal).orElse(true);
  }

  private void end(String allocId, Outcome outcome) {
    if (!hasEnded(allocId)) {
      cluster.runner.finish(allocId, outcome.exitCode(), outcome == Outcome.OUT_OF_MEMORY);
    }
  }

  /** Removes the oldest dead jobs, as Nomad's garbage collection does after some hours. */
  private void collect() {
    List<StoredJob> dead =
        cluster.state.copyOf(cluster.state.jobs.values()).stream()
            .filter(job -> job.status.equals("dead"))
            .sorted(Comparator.comparing(job -> job.submittedAt))
            .toList();
    for (StoredJob job : dead.subList(0, Math.max(0, dead.size() - MAX_DEAD_JOBS))) {
      cluster.state.apply(
          "JobBatchDeregistered",
          entry -> {
            cluster.state.allocsOf(job.key).forEach(entry::collect);
            cluster.state.evalsOf(job.key).forEach(entry::collect);
            entry.remove(job);
          });
    }
    schedule(60, 61, this::collect);
  }

  private void schedule(int min, int max, Runnable action) {
    cluster.after(Duration.ofMillis(between(min * 1000, max * 1000)), action);
  }

  private int between(int min, int max) {
    return min + random.nextInt(max - min);
  }
}
