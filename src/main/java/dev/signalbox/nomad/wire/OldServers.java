package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.OutsideWorldException.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds resources where lists do not tell them, which is before Nomad 1.0: one by one, eight at a
 * time, and each only once until it changes.
 */
final class OldServers {

  private static final int AT_A_TIME = 8;
  // from so many on a client, one answer with all of them is cheaper
  private static final int MANY = 3;

  private final Wire wire;
  private final Map<String, NodeJson> nodes = new ConcurrentHashMap<>();
  private final Map<String, Resources> allocations = new ConcurrentHashMap<>();
  // both lists may be read at the same time
  private final Semaphore places = new Semaphore(AT_A_TIME);

  OldServers(Wire wire) {
    this.wire = wire;
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
    each(changed, node -> node(node.id()), node -> nodes.put(node.id(), node));
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
    each(
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

  /** Asks for all, a few at a time; what is gone meanwhile is left out. */
  private <A, T> void each(List<A> asks, Function<A, T> asking, Consumer<T> found) {
    try (ExecutorService some =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      List<Future<T>> answers =
          asks.stream().map(ask -> some.submit(() -> inItsPlace(asking, ask))).toList();
      for (Future<T> answer : answers) {
        try {
          found.accept(answer.get());
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Missing) {
            continue;
          }
          some.shutdownNow();
          throw e.getCause() instanceof RuntimeException known
              ? known
              : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
          some.shutdownNow();
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private <A, T> T inItsPlace(Function<A, T> asking, A ask) throws InterruptedException {
    places.acquire();
    try {
      return asking.apply(ask);
    } finally {
      places.release();
    }
  }
}
