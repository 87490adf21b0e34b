package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.JobState.Group;
import dev.signalbox.sandbox.nomad.JobState.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs as the CI server registers them. */
final class Specs {

  static final String TASK = "build-agent";
  static final String GROUP = "build";
  private static final long KILL_TIMEOUT = 5_000_000_000L;

  private Specs() {}

  static JobState build(String id, long cpu, long memory, Instant now) {
    return build(new JobId(World.NAMESPACE, id), cpu, memory, now);
  }

  static JobState build(JobId id, long cpu, long memory, Instant now) {
    JobState job = new JobState(id);
    job.groups = List.of(group(cpu, memory));
    job.submittedAt = now;
    return job;
  }

  static Group group(long cpu, long memory) {
    Task task =
        new Task(
            TASK,
            "docker",
            cpu,
            memory,
            KILL_TIMEOUT,
            Map.of("CI_TASK_TOKEN", "s.not-a-real-secret", "CI_TASK_URL", "http://output:3000"),
            null,
            null);
    return new Group(GROUP, 1, 300, List.of(), List.of(task));
  }
}
