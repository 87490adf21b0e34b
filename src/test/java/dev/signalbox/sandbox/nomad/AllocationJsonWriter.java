package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes allocations as JSON. */
final class AllocationJsonWriter {

  private final ServerState state;
  private final NomadVersionProfile profile;
  private final JobJsonWriter jobs;

  AllocationJsonWriter(ServerState state, JobJsonWriter jobs) {
    this.state = state;
    this.profile = state.profile;
    this.jobs = jobs;
  }

  ObjectNode stub(StoredAllocation alloc, boolean resources, boolean taskStates) {
    ObjectNode json = common(alloc, taskStates || !profile.hasEventStream());
    json.put("JobType", alloc.jobType);
    json.put("JobVersion", 0);
    JsonNodes.nulls(json, "RescheduleTracker", "PreemptedAllocations");
    json.put("PreemptedByAllocation", "");
    json.put("FollowupEvalID", "");
    if (profile.hasTopology()) {
      json.put("NextAllocation", alloc.next);
    }
    if (resources && profile.hasEventStream()) {
      json.set("AllocatedResources", allocatedResources(alloc));
    }
    return json;
  }

  ObjectNode full(StoredAllocation alloc, boolean withJob) {
    ObjectNode json = common(alloc, true);
    if (withJob) {
      state
          .job(alloc.job)
          .ifPresentOrElse(job -> json.set("Job", jobs.full(job)), () -> json.putNull("Job"));
    } else {
      json.putNull("Job");
    }
    json.set("AllocatedResources", allocatedResources(alloc));
    json.set("Resources", JobJsonWriter.resources(alloc.cpu(), alloc.memory(), alloc.disk));
    json.set("SharedResources", JobJsonWriter.resources(0, 0, alloc.disk));
    ObjectNode tasks = json.putObject("TaskResources");
    for (StoredJob.TaskSpec task : alloc.specs) {
      tasks.set(task.name(), JobJsonWriter.resources(task.cpu(), task.memory(), 0));
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

  private ObjectNode common(StoredAllocation alloc, boolean taskStates) {
    ObjectNode json = JsonNodes.object();
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
    JsonNodes.nulls(transition, "Reschedule", "ForceReschedule");
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
    json.put("CreateTime", JsonNodes.nanos(alloc.createdAt));
    return json.put("ModifyTime", JsonNodes.nanos(alloc.modifiedAt));
  }

  private static ObjectNode task(StoredAllocation.TaskState task) {
    ObjectNode json = JsonNodes.object();
    json.put("State", task.state());
    json.put("Failed", task.failed());
    json.put("Restarts", task.restarts());
    json.putNull("LastRestart");
    JsonNodes.putTime(json, "StartedAt", task.startedAt());
    JsonNodes.putTime(json, "FinishedAt", task.finishedAt());
    ArrayNode events = json.putArray("Events");
    for (StoredAllocation.TaskEvent event : task.events()) {
      ObjectNode one = events.addObject();
      one.put("Type", event.type());
      one.put("Time", JsonNodes.nanos(event.at()));
      one.put("Message", "");
      one.put("DisplayMessage", event.message());
      one.set("Details", JsonNodes.of(event.details()));
      one.put("ExitCode", event.exitCode());
      one.put("Signal", event.signal());
      one.put("FailsTask", event.fails());
    }
    return json;
  }

  private ObjectNode allocatedResources(StoredAllocation alloc) {
    ObjectNode json = JsonNodes.object();
    ObjectNode tasks = json.putObject("Tasks");
    for (StoredJob.TaskSpec task : alloc.specs) {
      ObjectNode one = tasks.putObject(task.name());
      one.putObject("Cpu").put("CpuShares", task.cpu());
      ObjectNode memory = one.putObject("Memory").put("MemoryMB", task.memory());
      if (profile.hasLastDrain()) {
        memory.put("MemoryMaxMB", 0);
      }
      JsonNodes.nulls(one, "Devices", "Networks");
    }
    ObjectNode shared = json.putObject("Shared").put("DiskMB", alloc.disk);
    JsonNodes.nulls(shared, "Networks", "Ports");
    return json;
  }
}
