package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.BuildLog.End;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Has builds arrive, write, end and be forgotten, so that the sandbox lives. It goes by the world's
 * clock and by a seed, so the same clock sees the same life.
 */
public final class Life {

  private static final List<String> PROJECTS =
      List.of("api", "web", "mobile", "infra", "payments", "docs", "reports", "ledger");
  private static final int REMEMBERED = 250;

  private final World world;
  private final Random random;
  private int number = 2000;

  private Life(World world, long seed) {
    this.world = world;
    this.random = new Random(seed);
  }

  /** Begins in a cluster that knows the parameterised job of the story. */
  public static void begin(World world, long seed) {
    Life life = new Life(world, seed);
    world.runner.follow(life::started);
    world.state.locked(
        () -> {
          life.endWhatRuns();
          life.later(1, 3, life::arrive);
          life.later(60, 61, life::collect);
          return true;
        });
  }

  /** What ran before it began goes on for some minutes. */
  private void endWhatRuns() {
    for (AllocState alloc : world.state.copyOf(world.state.allocs.values())) {
      if (!alloc.clientTerminal() && alloc.jobType.equals("batch")) {
        play(alloc.id, alloc.job.id(), Duration.ofSeconds(between(30, 900)));
      }
    }
  }

  private void arrive() {
    String name = "acme/" + PROJECTS.get(random.nextInt(PROJECTS.size())) + " #" + number++;
    boolean large = random.nextInt(5) < 3;
    JobState parent = world.job(NomadStory.PARENT);
    world.jobs.dispatch(
        parent,
        Map.of("job_name", name),
        List.of(large ? Specs.group(4000, 8192) : Specs.group(2000, 4096)));
    later(5, 11, this::arrive);
  }

  private boolean started(String allocId, JobState job) {
    if (!job.batch()) {
      return false;
    }
    String name = job.meta.getOrDefault("job_name", job.name);
    play(allocId, name, Duration.ofSeconds(between(150, 780)));
    return true;
  }

  private void play(String allocId, String name, Duration length) {
    int dice = random.nextInt(100);
    End end = dice < 12 ? End.FAILS : dice < 14 ? End.RUNS_OUT_OF_MEMORY : End.PASSES;
    Instant start = world.now();
    write(allocId, start, BuildLog.of(random.nextLong(), name, start, length, end), 0);
    world.state.at(start.plus(length), () -> end(allocId, end));
  }

  private void write(String allocId, Instant start, List<BuildLog.Line> lines, int from) {
    if (from >= lines.size() || gone(allocId)) {
      return;
    }
    BuildLog.Line line = lines.get(from);
    world.state.at(
        start.plus(line.after()),
        () -> {
          if (!gone(allocId)) {
            world.write(allocId, Specs.TASK, line.stream(), line.text());
            write(allocId, start, lines, from + 1);
          }
        });
  }

  private boolean gone(String allocId) {
    return world.state.alloc(allocId).map(AllocState::clientTerminal).orElse(true);
  }

  private void end(String allocId, End end) {
    if (!gone(allocId)) {
      world.runner.finish(allocId, end.exitCode(), end == End.RUNS_OUT_OF_MEMORY);
    }
  }

  /** Forgets the oldest builds that have ended, as the servers do after some hours. */
  private void collect() {
    List<JobState> dead =
        world.state.copyOf(world.state.jobs.values()).stream()
            .filter(job -> job.status.equals("dead"))
            .sorted(Comparator.comparing(job -> job.submittedAt))
            .toList();
    for (JobState job : dead.subList(0, Math.max(0, dead.size() - REMEMBERED))) {
      world.state.apply(
          "JobBatchDeregistered",
          entry -> {
            world.state.allocsOf(job.key).forEach(entry::collect);
            world.state.evalsOf(job.key).forEach(entry::collect);
            entry.remove(job);
          });
    }
    later(60, 61, this::collect);
  }

  private void later(int least, int most, Runnable act) {
    world.after(Duration.ofMillis(between(least * 1000, most * 1000)), act);
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least);
  }
}
