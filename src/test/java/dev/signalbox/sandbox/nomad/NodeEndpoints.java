package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.ClientRegistry.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints below {@code /v1/nodes} and {@code /v1/node}. */
final class NodeEndpoints {

  private final SimulatedCluster cluster;

  NodeEndpoints(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  void register(NomadRouter routes) {
    routes.read("/v1/nodes", NodeEndpoints::list);
    routes.read("/v1/node/pools", NodeEndpoints::pools);
    routes.read("/v1/node/{}/allocations", NodeEndpoints::allocations);
    routes.write("/v1/node/{}/drain", this::drain);
    routes.write("/v1/node/{}/eligibility", this::eligibility);
    routes.write("/v1/node/{}/purge", this::purge);
    routes.write("/v1/node/{}/evaluate", this::evaluate);
    routes.read("/v1/node/{}", NodeEndpoints::read);
  }

  private static NomadStubResponse list(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.NODES);
    boolean resources = call.exchange().hasFlag("resources");
    boolean os = call.exchange().hasFlag("os");
    NomadJsonWriter writer = call.jsonWriter();
    return call.list(
        call.state().nodes.values(),
        node -> node.id,
        node -> true,
        node -> writer.nodeStub(node, resources, os),
        index,
        call.profile().hasPagination());
  }

  private static NomadStubResponse read(NomadApiCall call) throws InterruptedException {
    String id = call.pathVariable();
    long index =
        call.await(
            () ->
                call.state()
                    .node(id)
                    .map(node -> node.modifyIndex)
                    .orElseGet(() -> call.state().index(StateTable.NODES)));
    return call.state()
        .node(id)
        .map(node -> NomadStubResponse.of(call.jsonWriter().node(node), index))
        .orElseGet(() -> NomadStubResponse.error(404, "node not found", index));
  }

  private static NomadStubResponse allocations(NomadApiCall call) throws InterruptedException {
    long index = call.await(StateTable.ALLOCS);
    Collection<StoredAllocation> allocs = call.state().allocsOn(call.pathVariable());
    NomadJsonWriter writer = call.jsonWriter();
    return new NomadStubResponse.ListBody<>(
        allocs.stream().toList(), alloc -> writer.alloc(alloc, true), index, "");
  }

  private static NomadStubResponse pools(NomadApiCall call) {
    if (!call.profile().hasNodePools()) {
      return NomadStubResponse.error(404, "node not found");
    }
    ArrayNode pools = JsonNodes.object().putArray("pools");
    call.state().copyOf(call.state().nodes.values()).stream()
        .map(node -> node.pool)
        .distinct()
        .sorted()
        .forEach(name -> pools.addObject().put("Name", name).put("Description", ""));
    return NomadStubResponse.of(pools, 1);
  }

  private NomadStubResponse drain(NomadApiCall call) {
    if (call.exchange().text().isBlank() || !call.hasValidJson()) {
      return NomadStubResponse.error(400, "EOF");
    }
    JsonNode body = call.body();
    if (call.state().node(call.pathVariable()).isEmpty()) {
      return NomadStubResponse.error(500, "node not found");
    }
    JsonNode spec = body.path("DrainSpec");
    Map<String, String> meta = JobSpecParser.strings(body.path("Meta"));
    long index =
        spec.isObject()
            ? cluster.drains.start(
                call.pathVariable(),
                spec.path("Deadline").asLong(0),
                spec.path("IgnoreSystemJobs").asBoolean(false),
                meta)
            : cluster.drains.cancel(
                call.pathVariable(), body.path("MarkEligible").asBoolean(false), meta);
    return writeResponse(new WriteResult(index, List.of(), 0), index);
  }

  private NomadStubResponse eligibility(NomadApiCall call) {
    String requested = call.hasValidJson() ? call.body().path("Eligibility").asString("") : "";
    if (!requested.equals("eligible") && !requested.equals("ineligible")) {
      return NomadStubResponse.error(500, "invalid scheduling eligibility \"" + requested + "\"");
    }
    Optional<StoredNode> node = call.state().node(call.pathVariable());
    if (node.isEmpty()) {
      return NomadStubResponse.error(500, "node not found");
    }
    boolean eligible = requested.equals("eligible");
    if (eligible && node.get().drain != null) {
      return NomadStubResponse.error(
          500, "can not set node's scheduling eligibility to eligible while it is draining");
    }
    return writeResponse(cluster.clientRegistry.setEligible(call.pathVariable(), eligible), 0);
  }

  private NomadStubResponse purge(NomadApiCall call) {
    Optional<StoredNode> node = call.state().node(call.pathVariable());
    if (node.isEmpty()) {
      return NomadStubResponse.error(500, "node not found");
    }
    WriteResult written = cluster.clientRegistry.purge(call.pathVariable());
    cluster.clientRegistry.registerAgainAfterPurge(node.get());
    return writeResponse(written, written.index());
  }

  private NomadStubResponse evaluate(NomadApiCall call) {
    if (call.state().node(call.pathVariable()).isEmpty()) {
      return NomadStubResponse.error(500, "node not found");
    }
    return writeResponse(
        cluster.clientRegistry.evaluate(call.pathVariable(), call.state().index()), 0);
  }

  private static NomadStubResponse writeResponse(WriteResult written, long nodeIndex) {
    ObjectNode json = JsonNodes.object();
    json.put("EvalCreateIndex", written.evalIndex());
    if (written.evals().isEmpty()) {
      json.putNull("EvalIDs");
    } else {
      ArrayNode evals = json.putArray("EvalIDs");
      written.evals().forEach(evals::add);
    }
    json.put("Index", written.index());
    json.put("NodeModifyIndex", nodeIndex);
    return NomadStubResponse.of(json, written.index());
  }
}
