package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.JobState.Constraint;
import dev.signalbox.sandbox.nomad.JobState.Group;
import dev.signalbox.sandbox.nomad.JobState.Task;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs as JSON. */
final class JobShape {

  private final State state;
  private final Profile profile;

  JobShape(State state) {
    this.state = state;
    this.profile = state.profile;
  }

  ObjectNode stub(JobState job, boolean meta) {
    ObjectNode json = Json.object();
    json.put("ID", job.key.id());
    json.put("ParentID", job.parentId);
    json.put("Name", job.name);
    if (profile.eventStream()) {
      json.put("Namespace", job.key.namespace());
    }
    json.put("Type", job.type);
    json.put("Priority", job.priority);
    datacenters(json, job);
    json.put("Periodic", job.periodic);
    json.put("ParameterizedJob", job.parameterized && !job.dispatched);
    json.put("Stop", job.stop);
    json.put("Status", job.status);
    json.put("StatusDescription", "");
    json.put("SubmitTime", Json.nanos(job.submittedAt));
    json.putNull("Multiregion");
    json.set("JobSummary", summary(job));
    if (meta && profile.atLeast(1, 4, 3)) {
      Json.putStrings(json, "Meta", job.meta);
    }
    return indexes(json, job);
  }

  ObjectNode summary(JobState job) {
    return state.locked(() -> summaryLocked(job));
  }

  private ObjectNode summaryLocked(JobState job) {
    State.Summary kept = state.summary(job.key);
    ObjectNode json = Json.object();
    json.put("JobID", job.key.id());
    json.put("Namespace", job.key.namespace());
    int pending = 0;
    int running = 0;
    int dead = 0;
    for (JobState child : state.childrenOf(job.key)) {
      switch (child.status) {
        case "pending" -> pending++;
        case "running" -> running++;
        default -> dead++;
      }
    }
    json.putObject("Children").put("Pending", pending).put("Running", running).put("Dead", dead);
    ObjectNode groups = json.putObject("Summary");
    List<AllocState> allocs = state.allocsOf(job.key);
    for (int i = 0; i < job.groups.size(); i++) {
      String group = job.groups.get(i).name();
      int[] counts = new int[6];
      for (AllocState alloc : allocs) {
        if (alloc.group.equals(group)) {
          counts[place(alloc.status)]++;
        }
      }
      boolean first = i == 0;
      ObjectNode one = groups.putObject(group);
      one.put("Queued", kept.queued.getOrDefault(group, 0));
      one.put("Starting", counts[0]);
      one.put("Running", counts[1]);
      one.put("Complete", counts[2] + (first ? kept.complete : 0));
      one.put("Failed", counts[3] + (first ? kept.failed : 0));
      one.put("Lost", counts[4] + (first ? kept.lost : 0));
      if (profile.paging()) {
        one.put("Unknown", counts[5]);
      }
    }
    json.put("CreateIndex", kept.createIndex);
    json.put("ModifyIndex", kept.modifyIndex);
    return json;
  }

  private static int place(String status) {
    return switch (status) {
      case "pending" -> 0;
      case "running" -> 1;
      case "complete" -> 2;
      case "failed" -> 3;
      case "lost" -> 4;
      default -> 5;
    };
  }

  ObjectNode whole(JobState job) {
    ObjectNode json = Json.object();
    json.put("ID", job.key.id());
    json.put("ParentID", job.parentId);
    json.put("Name", job.name);
    json.put("Namespace", job.key.namespace());
    json.put("Region", "global");
    json.put("Type", job.type);
    json.put("Priority", job.priority);
    json.put("AllAtOnce", false);
    datacenters(json, job);
    json.put("Dispatched", job.dispatched);
    Json.nulls(json, "Affinities", "Multiregion", "Payload", "Periodic", "Spreads");
    if (job.periodic) {
      json.putObject("Periodic").put("Enabled", true).put("Spec", "0 3 * * *");
    }
    if (job.parameterized) {
      ObjectNode parameters = json.putObject("ParameterizedJob");
      parameters.put("Payload", "optional");
      parameters.putNull("MetaRequired");
      parameters.putArray("MetaOptional").add("job_name").add("class");
    } else {
      json.putNull("ParameterizedJob");
    }
    constraints(json, job.constraints);
    Json.putStrings(json, "Meta", job.meta);
    json.put("ConsulToken", "").put("VaultToken", "").put("NomadTokenID", "");
    json.put("Stable", false);
    json.put("Stop", job.stop);
    json.put("Status", job.status);
    json.put("StatusDescription", "");
    json.put("SubmitTime", Json.nanos(job.submittedAt));
    json.put("Version", job.version);
    ArrayNode groups = json.putArray("TaskGroups");
    job.groups.forEach(group -> groups.add(group(group)));
    return indexes(json, job);
  }

  private static ObjectNode group(Group group) {
    ObjectNode json = Json.object();
    json.put("Name", group.name());
    json.put("Count", group.count());
    constraints(json, group.constraints());
    Json.nulls(json, "Affinities", "Meta", "Networks", "Services", "Update", "Volumes");
    ObjectNode disk = json.putObject("EphemeralDisk");
    disk.put("Migrate", false).put("SizeMB", group.disk()).put("Sticky", false);
    ArrayNode tasks = json.putArray("Tasks");
    group.tasks().forEach(task -> tasks.add(task(task)));
    return json;
  }

  private static ObjectNode task(Task task) {
    ObjectNode json = Json.object();
    json.put("Name", task.name());
    json.put("Driver", task.driver());
    if (task.config() == null) {
      json.putObject("Config").put("image", "ci/build-agent:1.0.44");
    } else {
      json.set("Config", task.config());
    }
    Json.putStrings(json, "Env", task.env());
    Json.nulls(json, "Artifacts", "Constraints", "Lifecycle", "Meta", "Services", "Templates");
    json.put("KillTimeout", task.killTimeout());
    json.put("Leader", false);
    json.putObject("LogConfig").put("MaxFileSizeMB", 10).put("MaxFiles", 10);
    if (task.resources() == null) {
      json.set("Resources", resources(task.cpu(), task.memory(), 0));
    } else {
      json.set("Resources", task.resources());
    }
    return json;
  }

  static ObjectNode resources(long cpu, long memory, long disk) {
    ObjectNode json = Json.object();
    json.put("CPU", cpu).put("MemoryMB", memory).put("DiskMB", disk).put("IOPS", 0);
    return Json.nulls(json, "Devices", "Networks");
  }

  private static void constraints(ObjectNode json, List<Constraint> constraints) {
    if (constraints.isEmpty()) {
      json.putNull("Constraints");
      return;
    }
    ArrayNode all = json.putArray("Constraints");
    for (Constraint constraint : constraints) {
      ObjectNode one = all.addObject();
      one.put("LTarget", constraint.left());
      one.put("RTarget", constraint.right());
      one.put("Operand", constraint.operand());
    }
  }

  private void datacenters(ObjectNode json, JobState job) {
    ArrayNode datacenters = json.putArray("Datacenters");
    job.datacenters.forEach(datacenters::add);
    if (profile.nodePools()) {
      json.put("NodePool", job.pool);
    }
  }

  private static ObjectNode indexes(ObjectNode json, JobState job) {
    json.put("CreateIndex", job.createIndex);
    json.put("ModifyIndex", job.modifyIndex);
    return json.put("JobModifyIndex", job.jobModifyIndex);
  }
}
