package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Allocations as JSON. */
final class AllocShape {

  private final State state;
  private final Profile profile;
  private final JobShape jobs;

  AllocShape(State state, JobShape jobs) {
    this.state = state;
    this.profile = state.profile;
    this.jobs = jobs;
  }

  ObjectNode stub(AllocState alloc, boolean resources, boolean taskStates) {
    ObjectNode json = common(alloc, taskStates || !profile.eventStream());
    json.put("JobType", alloc.jobType);
    json.put("JobVersion", 0);
    Json.nulls(json, "RescheduleTracker", "PreemptedAllocations");
    json.put("PreemptedByAllocation", "");
    json.put("FollowupEvalID", "");
    if (profile.topology()) {
      json.put("NextAllocation", alloc.next);
    }
    if (resources && profile.eventStream()) {
      json.set("AllocatedResources", allocated(alloc));
    }
    return json;
  }

  ObjectNode whole(AllocState alloc, boolean withJob) {
    ObjectNode json = common(alloc, true);
    if (withJob) {
      state
          .job(alloc.job)
          .ifPresentOrElse(job -> json.set("Job", jobs.whole(job)), () -> json.putNull("Job"));
    } else {
      json.putNull("Job");
    }
    json.set("AllocatedResources", allocated(alloc));
    json.set("Resources", JobShape.resources(alloc.cpu(), alloc.memory(), alloc.disk));
    json.set("SharedResources", JobShape.resources(0, 0, alloc.disk));
    ObjectNode tasks = json.putObject("TaskResources");
    for (JobState.Task task : alloc.specs) {
      tasks.set(task.name(), JobShape.resources(task.cpu(), task.memory(), 0));
    }
    json.put("AllocModifyIndex", alloc.createIndex);
    if (!alloc.previous.isEmpty()) {
      json.put("PreviousAllocation", alloc.previous);
    }
    if (!alloc.next.isEmpty()) {
      json.put("NextAllocation", alloc.next);
    }
    ObjectNode metrics = json.putObject("Metrics");
    metrics.put("NodesEvaluated", 1).put("NodesFiltered", 0).put("NodesExhausted", 0);
    metrics.putObject("NodesAvailable").put("default", 1);
    metrics.put("AllocationTime", 338934).put("CoalescedFailures", 0);
    ObjectNode score = metrics.putArray("ScoreMetaData").addObject();
    score.put("NodeID", alloc.nodeId).put("NormScore", 0.5);
    score.putObject("Scores").put("binpack", 0.5);
    return json;
  }

  private ObjectNode common(AllocState alloc, boolean taskStates) {
    ObjectNode json = Json.object();
    json.put("ID", alloc.id);
    json.put("Name", alloc.name());
    json.put("Namespace", alloc.job.namespace());
    json.put("EvalID", alloc.evalId);
    json.put("JobID", alloc.job.id());
    json.put("TaskGroup", alloc.group);
    json.put("NodeID", alloc.nodeId);
    json.put("NodeName", alloc.nodeName);
    json.put("DesiredStatus", alloc.desired);
    json.put("DesiredDescription", alloc.desiredDescription);
    ObjectNode transition = json.putObject("DesiredTransition");
    if (alloc.migrate == null) {
      transition.putNull("Migrate");
    } else {
      transition.put("Migrate", alloc.migrate);
    }
    Json.nulls(transition, "Reschedule", "ForceReschedule");
    json.put("ClientStatus", alloc.status);
    json.put("ClientDescription", alloc.statusDescription);
    json.putNull("DeploymentStatus");
    if (taskStates && !alloc.status.equals("pending")) {
      ObjectNode tasks = json.putObject("TaskStates");
      alloc.tasks.forEach((name, task) -> tasks.set(name, task(task)));
    } else {
      json.putNull("TaskStates");
    }
    json.put("CreateIndex", alloc.createIndex);
    json.put("ModifyIndex", alloc.modifyIndex);
    json.put("CreateTime", Json.nanos(alloc.createdAt));
    return json.put("ModifyTime", Json.nanos(alloc.modifiedAt));
  }

  private static ObjectNode task(AllocState.Task task) {
    ObjectNode json = Json.object();
    json.put("State", task.state());
    json.put("Failed", task.failed());
    json.put("Restarts", task.restarts());
    json.putNull("LastRestart");
    Json.putTime(json, "StartedAt", task.startedAt());
    Json.putTime(json, "FinishedAt", task.finishedAt());
    ArrayNode events = json.putArray("Events");
    for (AllocState.Event event : task.events()) {
      ObjectNode one = events.addObject();
      one.put("Type", event.type());
      one.put("Time", Json.nanos(event.at()));
      one.put("Message", "");
      one.put("DisplayMessage", event.message());
      one.set("Details", Json.of(event.details()));
      one.put("ExitCode", event.exitCode());
      one.put("Signal", event.signal());
      one.put("FailsTask", event.fails());
    }
    return json;
  }

  private ObjectNode allocated(AllocState alloc) {
    ObjectNode json = Json.object();
    ObjectNode tasks = json.putObject("Tasks");
    for (JobState.Task task : alloc.specs) {
      ObjectNode one = tasks.putObject(task.name());
      one.putObject("Cpu").put("CpuShares", task.cpu());
      ObjectNode memory = one.putObject("Memory").put("MemoryMB", task.memory());
      if (profile.lastDrain()) {
        memory.put("MemoryMaxMB", 0);
      }
      Json.nulls(one, "Devices", "Networks");
    }
    ObjectNode shared = json.putObject("Shared").put("DiskMB", alloc.disk);
    Json.nulls(shared, "Networks", "Ports");
    return json;
  }
}
