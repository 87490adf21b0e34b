package dev.signalbox.jobs;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Stops a job, which kills its running allocations, and optionally purges it. */
@Component
class JobStop {

  private final ClusterState cluster;
  private final NomadCommands commands;
  private final AuditLog audit;

  JobStop(ClusterState cluster, NomadCommands commands, AuditLog audit) {
    this.cluster = cluster;
    this.commands = commands;
    this.audit = audit;
  }

  JobStopOutcome stop(JobKey key, boolean purge, String reason) {
    Optional<Job> known = cluster.snapshot().job(key);
    if (known.isEmpty()) {
      return new JobStopOutcome.AlreadyGone(key.id());
    }
    Job job = known.get();
    if (job.status() == JobStatus.DEAD && !purge) {
      return new JobStopOutcome.AlreadyEnded(job.name());
    }
    try {
      long index =
          audit.recording(
              "nomad.job.stopped",
              Target.of("nomad-job", key.id(), job.name()),
              Map.of("namespace", key.namespace(), "purge", purge, "reason", reason),
              () -> commands.stopJob(key, purge));
      return new JobStopOutcome.Stopped(job.name(), purge, index);
    } catch (RemoteSystemException.NotFound e) {
      return new JobStopOutcome.AlreadyGone(key.id());
    }
  }
}
