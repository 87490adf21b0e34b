package dev.signalbox.sandbox.nomad;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Registers, dispatches, evaluates and stops jobs. */
final class JobRegistry {

  /** Result of a write to a job. */
  record WriteResult(long index, String evalId, String jobId) {}

  private final ServerState state;
  private final SimulatedScheduler scheduler;

  JobRegistry(ServerState state, SimulatedScheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  WriteResult register(StoredJob job) {
    StoredJob before = state.jobs.get(job.key);
    if (before != null) {
      job.version = before.version + 1;
      job.createIndex = before.createIndex;
    }
    long index = state.apply("JobRegistered", entry -> entry.put(job));
    if (job.periodic || (job.parameterized && !job.dispatched)) {
      return new WriteResult(index, "", job.key.id());
    }
    return new WriteResult(index, evaluate(job, "job-register"), job.key.id());
  }

  WriteResult dispatch(StoredJob parent, Map<String, String> meta) {
    return dispatch(parent, meta, parent.groups);
  }

  WriteResult dispatch(
      StoredJob parent, Map<String, String> meta, List<StoredJob.TaskGroup> groups) {
    String hex = String.format(Locale.ROOT, "%08x", 0x1a2b3c4d * (state.nextDispatch() + 7));
    String id = parent.key.id() + "/dispatch-" + state.now().getEpochSecond() + "-" + hex;
    StoredJob child = new StoredJob(new JobId(parent.key.namespace(), id));
    child.parentId = parent.key.id();
    child.type = parent.type;
    child.priority = parent.priority;
    child.datacenters = parent.datacenters;
    child.pool = parent.pool;
    child.constraints = parent.constraints;
    child.groups = groups;
    child.parameterized = true;
    child.dispatched = true;
    Map<String, String> all = new TreeMap<>(parent.meta);
    all.putAll(meta);
    child.meta = all;
    child.submittedAt = state.now();
    return register(child);
  }

  WriteResult stop(StoredJob job, boolean purge) {
    StoredEvaluation eval = scheduler.evaluation(job, "job-deregister", "");
    long index =
        state.apply(
            "JobDeregistered",
            entry -> {
              StoredJob stopped = job.copy();
              stopped.stop = true;
              entry.put(eval);
              if (purge) {
                entry.remove(stopped);
              } else {
                entry.put(stopped);
              }
            });
    for (StoredEvaluation open : state.evalsOf(job.key)) {
      if (open.status.equals("blocked")) {
        StoredEvaluation canceled = open.copy();
        canceled.status = "canceled";
        canceled.statusDescription = "evaluation \"" + eval.id + "\" successfully processed";
        state.apply("EvaluationUpdated", entry -> entry.put(canceled));
      }
    }
    scheduler.run(eval);
    scheduler.unblock();
    return new WriteResult(index, eval.id, job.key.id());
  }

  /** Evaluates a job and returns the id of the evaluation. */
  String evaluate(StoredJob job, String trigger) {
    StoredEvaluation eval = scheduler.evaluation(job, trigger, "");
    String type = trigger.equals("job-register") ? "JobRegistered" : "EvaluationUpdated";
    state.apply(type, entry -> entry.put(eval));
    scheduler.run(eval);
    return eval.id;
  }

  WriteResult stopAllocation(StoredAllocation alloc) {
    StoredJob job = state.jobs.get(alloc.job);
    if (job == null) {
      return new WriteResult(state.index(), "", alloc.job.id());
    }
    StoredEvaluation eval = scheduler.evaluation(job, "alloc-stop", "");
    long index =
        state.apply(
            "AllocationUpdateDesiredStatus",
            entry -> {
              StoredAllocation stopping = alloc.copy();
              stopping.migrate = true;
              entry.put(stopping);
              entry.put(eval);
            });
    scheduler.run(eval);
    return new WriteResult(index, eval.id, alloc.job.id());
  }
}
