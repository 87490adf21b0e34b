package dev.signalbox.nomad.jobs;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Stops a job and kills what runs of it; has Nomad forget it, if wanted. */
@Component
class JobStop {

  private final NomadCluster cluster;
  private final NomadActs acts;
  private final AuditLog audit;

  JobStop(NomadCluster cluster, NomadActs acts, AuditLog audit) {
    this.cluster = cluster;
    this.acts = acts;
    this.audit = audit;
  }

  StopOutcome stop(JobKey key, boolean purge, String reason) {
    Optional<Job> known = cluster.view().job(key);
    if (known.isEmpty()) {
      return new StopOutcome.GoneAlready(key.id());
    }
    Job job = known.get();
    if (job.status() == JobStatus.DEAD && !purge) {
      return new StopOutcome.EndedAlready(job.name());
    }
    try {
      long index =
          audit.recording(
              "nomad.job.stopped",
              Target.of("nomad-job", key.id(), job.name()),
              Map.of("namespace", key.namespace(), "purge", purge, "reason", reason),
              () -> acts.stopJob(key, purge));
      return new StopOutcome.Stopped(job.name(), purge, index);
    } catch (OutsideWorldException.Missing e) {
      return new StopOutcome.GoneAlready(key.id());
    }
  }
}
