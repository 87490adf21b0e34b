package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.wire.Ask.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds resources where lists do not tell them, which is before Nomad 1.0: one by one, and each
 * only once until it changes.
 */
final class OldServers {

  // from so many on a client, one answer with all of them is cheaper
  private static final int MANY = 3;

  private final Wire wire;
  private final Map<String, NodeJson> nodes = new ConcurrentHashMap<>();
  private final Map<String, Resources> allocations = new ConcurrentHashMap<>();
  private final FewAtATime few;

  OldServers(Wire wire, FewAtATime few) {
    this.wire = wire;
    this.few = few;
  }

  /** The nodes with what they have. */
  List<NodeJson> withResources(List<NodeJson> listed) {
    List<NodeJson> changed =
        listed.stream()
            .filter(
                node ->
                    !nodes.containsKey(node.id())
                        || nodes.get(node.id()).modifyIndex() < node.modifyIndex())
            .toList();
    few.each(changed, node -> node(node.id()), node -> nodes.put(node.id(), node));
    nodes.keySet().retainAll(listed.stream().map(NodeJson::id).collect(Collectors.toSet()));
    return listed.stream().map(node -> nodes.getOrDefault(node.id(), node)).toList();
  }

  /** What the allocations that have not ended got, by their ids. */
  Map<String, Resources> given(List<AllocationJson> listed) {
    Map<String, List<AllocationJson>> unknown =
        listed.stream()
            .filter(one -> !one.allocation().terminal() && !allocations.containsKey(one.id()))
            .collect(Collectors.groupingBy(AllocationJson::nodeId));
    List<Ask> asks = new ArrayList<>();
    unknown.forEach(
        (node, of) -> {
          if (of.size() < MANY) {
            of.forEach(one -> asks.add(ask("allocation", one.id())));
          } else {
            asks.add(ask("node", node, "allocations"));
          }
        });
    few.each(
        asks,
        this::allocations,
        found -> found.forEach(one -> allocations.put(one.id(), one.given())));
    allocations
        .keySet()
        .retainAll(listed.stream().map(AllocationJson::id).collect(Collectors.toSet()));
    return Map.copyOf(allocations);
  }

  private NodeJson node(String id) {
    return wire.ask(
        ask("node", id).needing("node:read"),
        answer -> NomadJson.one(answer.body().readAllBytes(), NodeJson.class));
  }

  private List<AllocationJson> allocations(Ask ask) {
    return wire.ask(
        ask,
        answer -> {
          if (ask.path().endsWith("/allocations")) {
            List<AllocationJson> all = new ArrayList<>();
            NomadJson.each(answer.body(), AllocationJson.class, all::add);
            return all;
          }
          return List.of(NomadJson.one(answer.body().readAllBytes(), AllocationJson.class));
        });
  }

  private static Ask ask(String... segments) {
    return Ask.get("old-resources", "read resources one by one", Limits.DETAIL, segments);
  }
}
