package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.StoredJob.Constraint;
import dev.signalbox.sandbox.nomad.StoredJob.TaskGroup;
import dev.signalbox.sandbox.nomad.StoredJob.TaskSpec;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes jobs as JSON. */
final class JobJsonWriter {

  private final ServerState state;
  private final NomadVersionProfile profile;

  JobJsonWriter(ServerState state) {
    this.state = state;
    this.profile = state.profile;
  }

  ObjectNode stub(StoredJob job, boolean meta) {
    ObjectNode json = JsonNodes.object();
    json.put("ID", job.key.id());
    json.put("ParentID", job.parentId);
    json.put("Name", job.name);
    if (profile.hasEventStream()) {
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
    json.put("SubmitTime", JsonNodes.nanos(job.submittedAt));
    json.putNull("Multiregion");
    json.set("JobSummary", summary(job));
    if (meta && profile.atLeast(1, 4, 3)) {
      JsonNodes.putStrings(json, "Meta", job.meta);
    }
    return indexes(json, job);
  }

  ObjectNode summary(StoredJob job) {
    return state.locked(() -> summaryLocked(job));
  }

  private ObjectNode summaryLocked(StoredJob job) {
    ServerState.JobSummary stored = state.summary(job.key);
    ObjectNode json = JsonNodes.object();
    json.put("JobID", job.key.id());
    json.put("Namespace", job.key.namespace());
    int pending = 0;
    int running = 0;
    int dead = 0;
    for (StoredJob child : state.childrenOf(job.key)) {
      switch (child.status) {
        case "pending" -> pending++;
        case "running" -> running++;
        default -> dead++;
      }
    }
    json.putObject("Children").put("Pending", pending).put("Running", running).put("Dead", dead);
    ObjectNode groups = json.putObject("Summary");
    List<StoredAllocation> allocs = state.allocsOf(job.key);
    for (int i = 0; i < job.groups.size(); i++) {
      String group = job.groups.get(i).name();
      int[] counts = new int[6];
      for (StoredAllocation alloc : allocs) {
        if (alloc.group.equals(group)) {
          counts[statusIndex(alloc.status)]++;
        }
      }
      boolean isFirst = i == 0;
      ObjectNode one = groups.putObject(group);
      one.put("Queued", stored.queued.getOrDefault(group, 0));
      one.put("Starting", counts[0]);
      one.put("Running", counts[1]);
      one.put("Complete", counts[2] + (isFirst ? stored.complete : 0));
      one.put("Failed", counts[3] + (isFirst ? stored.failed : 0));
      one.put("Lost", counts[4] + (isFirst ? stored.lost : 0));
      if (profile.hasPagination()) {
        one.put("Unknown", counts[5]);
      }
    }
    json.put("CreateIndex", stored.createIndex);
    json.put("ModifyIndex", stored.modifyIndex);
    return json;
  }

  private static int statusIndex(String status) {
    return switch (status) {
      case "pending" -> 0;
      case "running" -> 1;
      case "complete" -> 2;
      case "failed" -> 3;
      case "lost" -> 4;
      default -> 5;
    };
  }

  ObjectNode full(StoredJob job) {
    ObjectNode json = JsonNodes.object();
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
    JsonNodes.nulls(json, "Affinities", "Multiregion", "Payload", "Periodic", "Spreads");
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
    JsonNodes.putStrings(json, "Meta", job.meta);
    json.put("ConsulToken", "").put("VaultToken", "").put("NomadTokenID", "");
    json.put("Stable", false);
    json.put("Stop", job.stop);
    json.put("Status", job.status);
    json.put("StatusDescription", "");
    json.put("SubmitTime", JsonNodes.nanos(job.submittedAt));
    json.put("Version", job.version);
    ArrayNode groups = json.putArray("TaskGroups");
    job.groups.forEach(group -> groups.add(group(group)));
    return indexes(json, job);
  }

  private static ObjectNode group(TaskGroup group) {
    ObjectNode json = JsonNodes.object();
    json.put("Name", group.name());
    json.put("Count", group.count());
    constraints(json, group.constraints());
    JsonNodes.nulls(json, "Affinities", "Meta", "Networks", "Services", "Update", "Volumes");
    ObjectNode disk = json.putObject("EphemeralDisk");
    disk.put("Migrate", false).put("SizeMB", group.disk()).put("Sticky", false);
    ArrayNode tasks = json.putArray("Tasks");
    group.tasks().forEach(task -> tasks.add(task(task)));
    return json;
  }

  private static ObjectNode task(TaskSpec task) {
    ObjectNode json = JsonNodes.object();
    json.put("Name", task.name());
    json.put("Driver", task.driver());
    if (task.config() == null) {
      json.putObject("Config").put("image", "ci/build-agent:1.0.44");
    } else {
      json.set("Config", task.config());
    }
    JsonNodes.putStrings(json, "Env", task.env());
    JsonNodes.nulls(json, "Artifacts", "Constraints", "Lifecycle", "Meta", "Services", "Templates");
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
    ObjectNode json = JsonNodes.object();
    json.put("CPU", cpu).put("MemoryMB", memory).put("DiskMB", disk).put("IOPS", 0);
    return JsonNodes.nulls(json, "Devices", "Networks");
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

  private void datacenters(ObjectNode json, StoredJob job) {
    ArrayNode datacenters = json.putArray("Datacenters");
    job.datacenters.forEach(datacenters::add);
    if (profile.hasNodePools()) {
      json.put("NodePool", job.pool);
    }
  }

  private static ObjectNode indexes(ObjectNode json, StoredJob job) {
    json.put("CreateIndex", job.createIndex);
    json.put("ModifyIndex", job.modifyIndex);
    return json.put("JobModifyIndex", job.jobModifyIndex);
  }
}
