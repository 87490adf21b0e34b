package dev.signalbox.nomad.http;

import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads resources one by one for Nomad before 1.0, whose lists don't contain them. Results are
 * cached until the object changes.
 */
final class LegacyResourceReader {

  // from this number per client, one response with all allocations is cheaper
  private static final int BULK_THRESHOLD = 3;

  private final NomadTransport transport;
  private final Map<String, NodeJson> nodes = new ConcurrentHashMap<>();
  private final Map<String, Resources> allocations = new ConcurrentHashMap<>();
  private final BoundedParallel parallel;

  LegacyResourceReader(NomadTransport transport, BoundedParallel parallel) {
    this.transport = transport;
    this.parallel = parallel;
  }

  List<NodeJson> withResources(List<NodeJson> listed) {
    List<NodeJson> changed =
        listed.stream()
            .filter(
                node ->
                    !nodes.containsKey(node.id())
                        || nodes.get(node.id()).modifyIndex() < node.modifyIndex())
            .toList();
    parallel.executeAll(changed, node -> node(node.id()), node -> nodes.put(node.id(), node));
    nodes.keySet().retainAll(listed.stream().map(NodeJson::id).collect(Collectors.toSet()));
    return listed.stream().map(node -> nodes.getOrDefault(node.id(), node)).toList();
  }

  /** Returns the allocated resources of non-terminal allocations by id. */
  Map<String, Resources> allocatedResources(List<AllocationJson> listed) {
    Map<String, List<AllocationJson>> unknown =
        listed.stream()
            .filter(
                allocation ->
                    !allocation.allocation().isTerminal()
                        && !allocations.containsKey(allocation.id()))
            .collect(Collectors.groupingBy(AllocationJson::nodeId));
    List<NomadRequest> requests = new ArrayList<>();
    unknown.forEach(
        (node, ofNode) -> {
          if (ofNode.size() < BULK_THRESHOLD) {
            ofNode.forEach(allocation -> requests.add(request("allocation", allocation.id())));
          } else {
            requests.add(request("node", node, "allocations"));
          }
        });
    parallel.executeAll(
        requests,
        this::allocations,
        found ->
            found.forEach(
                allocation -> allocations.put(allocation.id(), allocation.effectiveResources())));
    allocations
        .keySet()
        .retainAll(listed.stream().map(AllocationJson::id).collect(Collectors.toSet()));
    return Map.copyOf(allocations);
  }

  private NodeJson node(String id) {
    return transport.send(
        request("node", id).withCapability("node:read"),
        response -> NomadJson.read(response.body().readAllBytes(), NodeJson.class));
  }

  private List<AllocationJson> allocations(NomadRequest request) {
    return transport.send(
        request,
        response -> {
          if (request.path().endsWith("/allocations")) {
            List<AllocationJson> all = new ArrayList<>();
            NomadJson.readEach(response.body(), AllocationJson.class, all::add);
            return all;
          }
          return List.of(NomadJson.read(response.body().readAllBytes(), AllocationJson.class));
        });
  }

  private static NomadRequest request(String... segments) {
    return NomadRequest.get("old-resources", "read resources one by one", Limits.DETAIL, segments);
  }
}
