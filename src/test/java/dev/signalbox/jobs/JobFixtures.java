package dev.signalbox.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.SnapshotBuilder;
import java.util.List;
import java.util.Map;

/** Creates jobs for tests. */
final class JobFixtures {

  private JobFixtures() {}

  static Job with(Job job, Map<String, Job.Counts> groups) {
    return new Job(
        job.key(),
        job.parentId(),
        job.name(),
        job.type(),
        job.priority(),
        job.datacenters(),
        job.pool(),
        job.periodic(),
        job.parameterized(),
        job.stopped(),
        job.status(),
        job.statusDescription(),
        job.submittedAt(),
        groups,
        job.children(),
        job.createIndex(),
        job.modifyIndex(),
        job.jobModifyIndex());
  }

  /** Creates a parameterized job. */
  static Job template(String id) {
    return made(id, "", "batch", true, JobStatus.RUNNING, 10);
  }

  static Job child(String parent, String id, JobStatus status, long index) {
    return made(id, parent, "batch", false, status, index);
  }

  static Job numbered(String id, String type, long index) {
    return made(id, "", type, false, JobStatus.RUNNING, index);
  }

  private static Job made(
      String id, String parent, String type, boolean template, JobStatus status, long index) {
    return new Job(
        new JobKey("default", id),
        parent,
        id,
        type,
        50,
        List.of("default"),
        "",
        false,
        template,
        false,
        status,
        "",
        SnapshotBuilder.NOW.minusSeconds(600),
        Map.of(),
        Job.Children.NONE,
        index,
        index,
        index);
  }
}
