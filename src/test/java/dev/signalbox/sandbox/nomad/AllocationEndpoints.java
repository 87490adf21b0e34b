package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.JobRegistry.WriteResult;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints below {@code /v1/allocation} and {@code /v1/client} for one allocation. */
final class AllocationEndpoints {

  private static final String LOGS = "alloc/logs";

  private final SimulatedCluster cluster;

  AllocationEndpoints(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  void register(NomadRouter routes) {
    routes.read("/v1/allocations", AllocationEndpoints::list);
    routes.write("/v1/allocation/{}/stop", this::stop);
    routes.read("/v1/allocation/{}", AllocationEndpoints::read);
    routes.read("/v1/client/allocation/{}/stats", AllocationEndpoints::stats);
    routes.read("/v1/client/allocation/{}/gc", AllocationEndpoints::collect);
    routes.write("/v1/client/allocation/{}/restart", this::restart);
    routes.write("/v1/client/allocation/{}/signal", this::signal);
    routes.read("/v1/client/fs/ls/{}", AllocationEndpoints::files);
    routes.read("/v1/client/fs/logs/{}", TaskLogEndpoint::logs);
  }

  private static NomadStubResponse list(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.ALLOCS);
    NomadJsonWriter writer = call.jsonWriter();
    boolean resources = call.exchange().hasFlag("resources");
    boolean taskStates = call.exchange().parameter("task_states").orElse("").equals("false");
    return call.list(
        call.state().allocs.values(),
        alloc -> alloc.id,
        alloc -> call.includesNamespace(alloc.job.namespace()),
        alloc -> writer.allocStub(alloc, resources, !taskStates),
        index,
        call.profile().hasPagination());
  }

  private static NomadStubResponse read(NomadApiCall call) throws InterruptedException {
    long index =
        call.await(
            () ->
                call.state()
                    .alloc(call.pathVariable())
                    .map(alloc -> alloc.modifyIndex)
                    .orElseGet(() -> call.state().index(StateTable.ALLOCS)));
    return call.state()
        .alloc(call.pathVariable())
        .map(alloc -> NomadStubResponse.of(call.jsonWriter().alloc(alloc, true), index))
        .orElseGet(() -> NomadStubResponse.error(404, "alloc not found", index));
  }

  private NomadStubResponse stop(NomadApiCall call) {
    Optional<StoredAllocation> alloc = call.state().alloc(call.pathVariable());
    if (alloc.isEmpty()) {
      return NomadStubResponse.error(404, "alloc not found");
    }
    WriteResult written = call.state().locked(() -> cluster.jobs.stopAllocation(alloc.get()));
    ObjectNode json = JsonNodes.object();
    json.put("EvalID", written.evalId()).put("Index", written.index());
    return NomadStubResponse.of(json, written.index());
  }

  /** Returns the error response if the client of the allocation cannot be reached. */
  static Optional<NomadStubResponse> unreachable(NomadApiCall call) {
    Optional<StoredAllocation> alloc = call.state().alloc(call.pathVariable());
    if (alloc.isEmpty()) {
      return Optional.of(
          NomadStubResponse.error(404, "Unknown allocation \"" + call.pathVariable() + "\""));
    }
    return call.state()
            .node(alloc.get().nodeId)
            .filter(node -> !node.status.equals("down"))
            .isEmpty()
        ? Optional.of(NomadStubResponse.error(404, "No path to node"))
        : Optional.empty();
  }

  /** Responds when the tasks have been restarted, so at the latest after their kill timeout. */
  private NomadStubResponse restart(NomadApiCall call) throws InterruptedException {
    Optional<NomadStubResponse> unreachable = unreachable(call);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    StoredAllocation alloc = cluster.alloc(call.pathVariable());
    String task = call.body().path("TaskName").asString("");
    if (alloc.isClientTerminal()) {
      return NomadStubResponse.error(500, "Task not running");
    }
    if (!task.isEmpty() && !alloc.tasks.containsKey(task)) {
      return NomadStubResponse.error(500, "Could not find task runner for task: " + task);
    }
    CountDownLatch restarted = new CountDownLatch(1);
    cluster.runner.restart(call.pathVariable(), task.isEmpty() ? null : task, restarted::countDown);
    restarted.await();
    return NomadStubResponse.of(JsonNodes.object().put("Index", 0));
  }

  private NomadStubResponse signal(NomadApiCall call) {
    return unreachable(call)
        .orElseGet(
            () -> {
              cluster.runner.signal(call.pathVariable(), call.body().path("Signal").asString(""));
              return NomadStubResponse.of(JsonNodes.object().put("Index", 0));
            });
  }

  private static NomadStubResponse collect(NomadApiCall call) {
    return unreachable(call)
        .orElseGet(
            () -> {
              call.state().logs.remove(call.pathVariable());
              return NomadStubResponse.empty(200);
            });
  }

  private static NomadStubResponse files(NomadApiCall call) {
    Optional<NomadStubResponse> unreachable = unreachable(call);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    if (!call.exchange().parameter("path").orElse("/").replaceAll("^/|/$", "").equals(LOGS)) {
      return NomadStubResponse.error(500, "stat: no such file or directory");
    }
    if (!call.state().logs.containsAny(call.pathVariable())) {
      return NomadStubResponse.error(500, TaskLogEndpoint.missingDirectory(call.pathVariable()));
    }
    ArrayNode files = JsonNodes.object().putArray("files");
    for (TaskLogStore.FileSize file : call.state().logs.sizes(call.pathVariable())) {
      ObjectNode json = files.addObject();
      json.put("Name", file.name()).put("IsDir", false).put("Size", file.bytes());
      json.put("FileMode", "-rw-r--r--").put("ContentType", "text/plain; charset=utf-8");
      JsonNodes.putTime(json, "ModTime", call.state().now());
    }
    return NomadStubResponse.of(files);
  }

  private static NomadStubResponse stats(NomadApiCall call) {
    return unreachable(call)
        .orElseGet(
            () ->
                NomadStubResponse.of(
                    stats(call, call.state().alloc(call.pathVariable()).orElseThrow())));
  }

  private static JsonNode stats(NomadApiCall call, StoredAllocation alloc) {
    Instant now = call.state().now();
    ObjectNode json = JsonNodes.object();
    ObjectNode tasks = json.putObject("Tasks");
    long memory = 0;
    double ticks = 0;
    for (StoredJob.TaskSpec task : alloc.specs) {
      long part = 40L + Math.floorMod(alloc.id.hashCode(), 45);
      long rss = task.memory() * 1024 * 1024 * part / 100;
      double used = task.cpu() * part / 100.0;
      memory += rss;
      ticks += used;
      ObjectNode one = tasks.putObject(task.name());
      one.putNull("Pids").put("Timestamp", JsonNodes.nanos(now));
      one.set("ResourceUsage", usage(rss, used));
    }
    json.set("ResourceUsage", usage(memory, ticks));
    return json.put("Timestamp", JsonNodes.nanos(now));
  }

  private static ObjectNode usage(long rss, double ticks) {
    ObjectNode json = JsonNodes.object();
    ObjectNode cpu = json.putObject("CpuStats");
    cpu.putArray("Measured").add("System Mode").add("User Mode").add("Percent");
    cpu.put("Percent", ticks / 25).put("TotalTicks", ticks).put("SystemMode", 0.0);
    cpu.put("UserMode", ticks / 25).put("ThrottledPeriods", 0).put("ThrottledTime", 0);
    json.putArray("DeviceStats");
    ObjectNode memory = json.putObject("MemoryStats");
    memory.putArray("Measured").add("RSS").add("Swap");
    memory.put("RSS", rss).put("Swap", 0).put("Cache", 0).put("Usage", 0).put("MaxUsage", 0);
    memory.put("KernelUsage", 0).put("KernelMaxUsage", 0);
    return json;
  }
}
