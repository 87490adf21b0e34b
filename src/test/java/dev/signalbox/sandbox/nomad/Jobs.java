package dev.signalbox.sandbox.nomad;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What people and CI do with jobs. */
final class Jobs {

  /** What a write to a job answers. */
  record Written(long index, String evalId, String jobId) {}

  private final State state;
  private final Scheduler scheduler;

  Jobs(State state, Scheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  Written register(JobState job) {
    JobState before = state.jobs.get(job.key);
    if (before != null) {
      job.version = before.version + 1;
      job.createIndex = before.createIndex;
    }
    long index = state.apply("JobRegistered", entry -> entry.put(job));
    if (job.periodic || (job.parameterized && !job.dispatched)) {
      return new Written(index, "", job.key.id());
    }
    return new Written(index, evaluate(job, "job-register"), job.key.id());
  }

  Written dispatch(JobState parent, Map<String, String> meta) {
    return dispatch(parent, meta, parent.groups);
  }

  Written dispatch(JobState parent, Map<String, String> meta, List<JobState.Group> groups) {
    String hex = String.format(Locale.ROOT, "%08x", 0x1a2b3c4d * (state.nextDispatch() + 7));
    String id = parent.key.id() + "/dispatch-" + state.now().getEpochSecond() + "-" + hex;
    JobState child = new JobState(new JobId(parent.key.namespace(), id));
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

  Written stop(JobState job, boolean purge) {
    EvalState eval = scheduler.evaluation(job, "job-deregister", "");
    long index =
        state.apply(
            "JobDeregistered",
            entry -> {
              JobState stopped = job.copy();
              stopped.stop = true;
              entry.put(eval);
              if (purge) {
                entry.remove(stopped);
              } else {
                entry.put(stopped);
              }
            });
    for (EvalState open : state.evalsOf(job.key)) {
      if (open.status.equals("blocked")) {
        EvalState canceled = open.copy();
        canceled.status = "canceled";
        canceled.statusDescription = "evaluation \"" + eval.id + "\" successfully processed";
        state.apply("EvaluationUpdated", entry -> entry.put(canceled));
      }
    }
    scheduler.run(eval);
    scheduler.unblock();
    return new Written(index, eval.id, job.key.id());
  }

  /** Has the scheduler look at a job. */
  String evaluate(JobState job, String trigger) {
    EvalState eval = scheduler.evaluation(job, trigger, "");
    String type = trigger.equals("job-register") ? "JobRegistered" : "EvaluationUpdated";
    state.apply(type, entry -> entry.put(eval));
    scheduler.run(eval);
    return eval.id;
  }

  Written stopAllocation(AllocState alloc) {
    JobState job = state.jobs.get(alloc.job);
    if (job == null) {
      return new Written(state.index(), "", alloc.job.id());
    }
    EvalState eval = scheduler.evaluation(job, "alloc-stop", "");
    long index =
        state.apply(
            "AllocationUpdateDesiredStatus",
            entry -> {
              AllocState asked = alloc.copy();
              asked.migrate = true;
              entry.put(asked);
              entry.put(eval);
            });
    scheduler.run(eval);
    return new Written(index, eval.id, alloc.job.id());
  }
}
