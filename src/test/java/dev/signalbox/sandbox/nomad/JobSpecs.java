package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.StoredJob.TaskGroup;
import dev.signalbox.sandbox.nomad.StoredJob.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Creates jobs in the form that the CI server registers. */
final class JobSpecs {

  static final String TASK = "build-agent";
  static final String GROUP = "build";
  private static final long KILL_TIMEOUT = 5_000_000_000L;

  private JobSpecs() {}

  static StoredJob build(String id, long cpu, long memory, Instant now) {
    return build(new JobId(SimulatedCluster.NAMESPACE, id), cpu, memory, now);
  }

  static StoredJob build(JobId id, long cpu, long memory, Instant now) {
    StoredJob job = new StoredJob(id);
    job.groups = List.of(group(cpu, memory));
    job.submittedAt = now;
    return job;
  }

  static TaskGroup group(long cpu, long memory) {
    TaskSpec task =
        new TaskSpec(
            TASK,
            "docker",
            cpu,
            memory,
            KILL_TIMEOUT,
            Map.of("CI_TASK_TOKEN", "s.not-a-real-secret", "CI_TASK_URL", "http://output:3000"),
            null,
            null);
    return new TaskGroup(GROUP, 1, 300, List.of(), List.of(task));
  }
}
