package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.StoredJob.Constraint;
import dev.signalbox.sandbox.nomad.StoredJob.TaskGroup;
import dev.signalbox.sandbox.nomad.StoredJob.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parses the JSON of a job registration. */
final class JobSpecParser {

  private static final long KILL_TIMEOUT = 5_000_000_000L;

  private JobSpecParser() {}

  static StoredJob read(JsonNode json, String namespace, Instant now) {
    String jobNamespace = json.path("Namespace").asString(namespace);
    StoredJob job = new StoredJob(new JobId(jobNamespace, json.path("ID").asString()));
    job.name = json.path("Name").asString(job.key.id());
    job.type = json.path("Type").asString("service");
    job.priority = json.path("Priority").asInt(50);
    job.pool = json.path("NodePool").asString("default");
    List<String> datacenters = new ArrayList<>();
    json.path("Datacenters").forEach(name -> datacenters.add(name.asString()));
    job.datacenters = datacenters.isEmpty() ? List.of("*") : List.copyOf(datacenters);
    job.meta = strings(json.path("Meta"));
    job.constraints = constraints(json.path("Constraints"));
    job.parameterized = json.path("ParameterizedJob").isObject();
    job.periodic = json.path("Periodic").isObject();
    List<TaskGroup> groups = new ArrayList<>();
    json.path("TaskGroups").forEach(group -> groups.add(group(group)));
    job.groups = List.copyOf(groups);
    job.submittedAt = now;
    return job;
  }

  private static TaskGroup group(JsonNode json) {
    List<TaskSpec> tasks = new ArrayList<>();
    json.path("Tasks").forEach(task -> tasks.add(task(task)));
    return new TaskGroup(
        json.path("Name").asString(),
        json.path("Count").asInt(1),
        json.path("EphemeralDisk").path("SizeMB").asLong(300),
        constraints(json.path("Constraints")),
        List.copyOf(tasks));
  }

  private static TaskSpec task(JsonNode json) {
    JsonNode resources = json.path("Resources");
    @Nullable JsonNode config = json.get("Config");
    return new TaskSpec(
        json.path("Name").asString(),
        json.path("Driver").asString(),
        resources.path("CPU").asLong(100),
        resources.path("MemoryMB").asLong(300),
        json.path("KillTimeout").asLong(KILL_TIMEOUT),
        strings(json.path("Env")),
        config,
        null);
  }

  private static List<Constraint> constraints(JsonNode json) {
    List<Constraint> constraints = new ArrayList<>();
    json.forEach(
        one ->
            constraints.add(
                new Constraint(
                    one.path("LTarget").asString(""),
                    one.path("Operand").asString("="),
                    one.path("RTarget").asString(""))));
    return List.copyOf(constraints);
  }

  static Map<String, String> strings(JsonNode json) {
    Map<String, String> values = new LinkedHashMap<>();
    json.properties().forEach(one -> values.put(one.getKey(), one.getValue().asString("")));
    return values;
  }
}
