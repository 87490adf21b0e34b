package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.Jobs.Written;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/allocation…} and what is asked of an allocation's client. */
final class AllocEndpoints {

  private static final String LOGS = "alloc/logs";

  private final World world;

  AllocEndpoints(World world) {
    this.world = world;
  }

  void offerOn(Routes routes) {
    routes.read("/v1/allocations", AllocEndpoints::list);
    routes.write("/v1/allocation/{}/stop", this::stop);
    routes.read("/v1/allocation/{}", AllocEndpoints::one);
    routes.read("/v1/client/allocation/{}/stats", AllocEndpoints::stats);
    routes.read("/v1/client/allocation/{}/gc", AllocEndpoints::collect);
    routes.write("/v1/client/allocation/{}/restart", this::restart);
    routes.write("/v1/client/allocation/{}/signal", this::signal);
    routes.read("/v1/client/fs/ls/{}", AllocEndpoints::files);
    routes.read("/v1/client/fs/logs/{}", LogEndpoint::logs);
  }

  private static Reply list(Call call) throws InterruptedException {
    long index = call.await(Table.ALLOCS);
    Shapes shapes = call.shapes();
    boolean resources = call.exchange().flag("resources");
    boolean taskStates = call.exchange().parameter("task_states").orElse("").equals("false");
    return call.list(
        call.state().allocs.values(),
        alloc -> alloc.id,
        alloc -> call.sees(alloc.job.namespace()),
        alloc -> shapes.allocStub(alloc, resources, !taskStates),
        index,
        call.profile().paging());
  }

  private static Reply one(Call call) throws InterruptedException {
    long index =
        call.await(
            () ->
                call.state()
                    .alloc(call.taken())
                    .map(alloc -> alloc.modifyIndex)
                    .orElseGet(() -> call.state().index(Table.ALLOCS)));
    return call.state()
        .alloc(call.taken())
        .map(alloc -> Reply.of(call.shapes().allocWhole(alloc, true), index))
        .orElseGet(() -> Reply.error(404, "alloc not found", index));
  }

  private Reply stop(Call call) {
    Optional<AllocState> alloc = call.state().alloc(call.taken());
    if (alloc.isEmpty()) {
      return Reply.error(404, "alloc not found");
    }
    Written written = call.state().locked(() -> world.jobs.stopAllocation(alloc.get()));
    ObjectNode json = Json.object();
    json.put("EvalID", written.evalId()).put("Index", written.index());
    return Reply.of(json, written.index());
  }

  /** Why an allocation's client cannot be asked, if it cannot. */
  static Optional<Reply> unreachable(Call call) {
    Optional<AllocState> alloc = call.state().alloc(call.taken());
    if (alloc.isEmpty()) {
      return Optional.of(Reply.error(404, "Unknown allocation \"" + call.taken() + "\""));
    }
    return call.state()
            .node(alloc.get().nodeId)
            .filter(node -> !node.status.equals("down"))
            .isEmpty()
        ? Optional.of(Reply.error(404, "No path to node"))
        : Optional.empty();
  }

  private Reply restart(Call call) {
    return unreachable(call)
        .orElseGet(
            () -> {
              AllocState alloc = world.alloc(call.taken());
              String task = call.body().path("TaskName").asString("");
              if (alloc.clientTerminal()) {
                return Reply.error(500, "Task not running");
              }
              if (!task.isEmpty() && !alloc.tasks.containsKey(task)) {
                return Reply.error(500, "Could not find task runner for task: " + task);
              }
              world.runner.restart(call.taken(), task.isEmpty() ? null : task);
              return Reply.of(Json.object().put("Index", 0));
            });
  }

  private Reply signal(Call call) {
    return unreachable(call)
        .orElseGet(
            () -> {
              world.runner.signal(call.taken(), call.body().path("Signal").asString(""));
              return Reply.of(Json.object().put("Index", 0));
            });
  }

  private static Reply collect(Call call) {
    return unreachable(call).orElseGet(() -> Reply.empty(200));
  }

  private static Reply files(Call call) {
    Optional<Reply> unreachable = unreachable(call);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    if (!call.exchange().parameter("path").orElse("/").replaceAll("^/|/$", "").equals(LOGS)) {
      return Reply.error(500, "stat: no such file or directory");
    }
    ArrayNode files = Json.object().putArray("files");
    for (LogBook.Size file : call.state().logs.sizes(call.taken())) {
      ObjectNode one = files.addObject();
      one.put("Name", file.name()).put("IsDir", false).put("Size", file.bytes());
      one.put("FileMode", "-rw-r--r--").put("ContentType", "text/plain; charset=utf-8");
      Json.putTime(one, "ModTime", call.state().now());
    }
    return Reply.of(files);
  }

  private static Reply stats(Call call) {
    return unreachable(call)
        .orElseGet(() -> Reply.of(stats(call, call.state().alloc(call.taken()).orElseThrow())));
  }

  private static JsonNode stats(Call call, AllocState alloc) {
    Instant now = call.state().now();
    ObjectNode json = Json.object();
    ObjectNode tasks = json.putObject("Tasks");
    long memory = 0;
    double ticks = 0;
    for (JobState.Task task : alloc.specs) {
      long part = 40L + Math.floorMod(alloc.id.hashCode(), 45);
      long rss = task.memory() * 1024 * 1024 * part / 100;
      double used = task.cpu() * part / 100.0;
      memory += rss;
      ticks += used;
      ObjectNode one = tasks.putObject(task.name());
      one.putNull("Pids").put("Timestamp", Json.nanos(now));
      one.set("ResourceUsage", usage(rss, used));
    }
    json.set("ResourceUsage", usage(memory, ticks));
    return json.put("Timestamp", Json.nanos(now));
  }

  private static ObjectNode usage(long rss, double ticks) {
    ObjectNode json = Json.object();
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
