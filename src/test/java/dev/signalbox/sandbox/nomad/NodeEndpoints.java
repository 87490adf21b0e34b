package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.Machines.Written;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/nodes} and {@code /v1/node/…}. */
final class NodeEndpoints {

  private final World world;

  NodeEndpoints(World world) {
    this.world = world;
  }

  void offerOn(Routes routes) {
    routes.read("/v1/nodes", NodeEndpoints::list);
    routes.read("/v1/node/pools", NodeEndpoints::pools);
    routes.read("/v1/node/{}/allocations", NodeEndpoints::allocations);
    routes.write("/v1/node/{}/drain", this::drain);
    routes.write("/v1/node/{}/eligibility", this::eligibility);
    routes.write("/v1/node/{}/purge", this::purge);
    routes.write("/v1/node/{}/evaluate", this::evaluate);
    routes.read("/v1/node/{}", NodeEndpoints::one);
  }

  private static Reply list(Call call) throws InterruptedException {
    long index = call.await(Table.NODES);
    boolean resources = call.exchange().flag("resources");
    boolean os = call.exchange().flag("os");
    Shapes shapes = call.shapes();
    return call.list(
        call.state().nodes.values(),
        node -> node.id,
        node -> true,
        node -> shapes.nodeStub(node, resources, os),
        index,
        call.profile().paging());
  }

  private static Reply one(Call call) throws InterruptedException {
    String id = call.taken();
    long index =
        call.await(
            () ->
                call.state()
                    .node(id)
                    .map(node -> node.modifyIndex)
                    .orElseGet(() -> call.state().index(Table.NODES)));
    return call.state()
        .node(id)
        .map(node -> Reply.of(call.shapes().node(node), index))
        .orElseGet(() -> Reply.error(404, "node not found", index));
  }

  private static Reply allocations(Call call) throws InterruptedException {
    long index = call.await(Table.ALLOCS);
    Collection<AllocState> there = call.state().allocsOn(call.taken());
    Shapes shapes = call.shapes();
    return new Reply.Rows<>(
        there.stream().toList(), alloc -> shapes.allocWhole(alloc, true), index, "");
  }

  private static Reply pools(Call call) {
    if (!call.profile().nodePools()) {
      return Reply.error(404, "node not found");
    }
    ArrayNode pools = Json.object().putArray("pools");
    call.state().copyOf(call.state().nodes.values()).stream()
        .map(node -> node.pool)
        .distinct()
        .sorted()
        .forEach(name -> pools.addObject().put("Name", name).put("Description", ""));
    return Reply.of(pools, 1);
  }

  private Reply drain(Call call) {
    if (call.exchange().text().isBlank() || !call.readable()) {
      return Reply.error(400, "EOF");
    }
    JsonNode body = call.body();
    if (call.state().node(call.taken()).isEmpty()) {
      return Reply.error(500, "node not found");
    }
    JsonNode spec = body.path("DrainSpec");
    Map<String, String> meta = JobReader.strings(body.path("Meta"));
    long index =
        spec.isObject()
            ? world.drains.start(
                call.taken(),
                spec.path("Deadline").asLong(0),
                spec.path("IgnoreSystemJobs").asBoolean(false),
                meta)
            : world.drains.cancel(call.taken(), body.path("MarkEligible").asBoolean(false), meta);
    return answered(new Written(index, List.of(), 0), index);
  }

  private Reply eligibility(Call call) {
    String wanted = call.readable() ? call.body().path("Eligibility").asString("") : "";
    if (!wanted.equals("eligible") && !wanted.equals("ineligible")) {
      return Reply.error(500, "invalid scheduling eligibility \"" + wanted + "\"");
    }
    Optional<NodeState> node = call.state().node(call.taken());
    if (node.isEmpty()) {
      return Reply.error(500, "node not found");
    }
    boolean eligible = wanted.equals("eligible");
    if (eligible && node.get().drain != null) {
      return Reply.error(
          500, "can not set node's scheduling eligibility to eligible while it is draining");
    }
    return answered(world.machines.setEligible(call.taken(), eligible), 0);
  }

  private Reply purge(Call call) {
    Optional<NodeState> node = call.state().node(call.taken());
    if (node.isEmpty()) {
      return Reply.error(500, "node not found");
    }
    Written written = world.machines.purge(call.taken());
    world.machines.returnsAfterPurge(node.get());
    return answered(written, written.index());
  }

  private Reply evaluate(Call call) {
    if (call.state().node(call.taken()).isEmpty()) {
      return Reply.error(500, "node not found");
    }
    return answered(world.machines.evaluate(call.taken(), call.state().index()), 0);
  }

  private static Reply answered(Written written, long nodeIndex) {
    ObjectNode json = Json.object();
    json.put("EvalCreateIndex", written.evalIndex());
    if (written.evals().isEmpty()) {
      json.putNull("EvalIDs");
    } else {
      ArrayNode evals = json.putArray("EvalIDs");
      written.evals().forEach(evals::add);
    }
    json.put("Index", written.index());
    json.put("NodeModifyIndex", nodeIndex);
    return Reply.of(json, written.index());
  }
}
