package dev.signalbox.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Number of additional clients of each type that the queued allocations need.
 *
 * @param additions client types; the one that places most allocations with fewest clients first
 * @param unknown number of queued allocations whose size is not known yet
 */
record MissingCapacity(List<AddedClients> additions, int unknown) {

  private static final Comparator<Resources> LARGEST_FIRST =
      Comparator.comparingLong(Resources::memory)
          .thenComparingLong(Resources::cpu)
          .thenComparingLong(Resources::disk)
          .reversed();

  static MissingCapacity of(Collection<ExplainedJob> queue, ClusterSnapshot snapshot) {
    Map<ScopedRequest, Integer> requests = new HashMap<>();
    int unknown = 0;
    for (ExplainedJob explained : queue) {
      if (!waitsForClients(explained.reason())) {
        continue;
      }
      for (WaitingJob.Group group : explained.waiting().groups()) {
        if (group.requested().cpu() <= 0 && group.requested().memory() <= 0) {
          unknown += group.count();
        } else {
          requests.merge(
              new ScopedRequest(explained.waiting().scope(), group.requested()),
              group.count(),
              Integer::sum);
        }
      }
    }
    if (requests.isEmpty()) {
      return new MissingCapacity(List.of(), unknown);
    }
    List<AddedClients> kinds =
        snapshot.derived(ClientTypes.class, ClientTypes::of).types().stream()
            .map(type -> AddedClients.of(type, requests))
            .filter(kind -> kind.placed() > 0)
            .sorted(
                Comparator.comparingInt(AddedClients::placed)
                    .reversed()
                    .thenComparingInt(AddedClients::clients)
                    .thenComparing(kind -> kind.type().name()))
            .toList();
    return new MissingCapacity(kinds, unknown);
  }

  private static boolean waitsForClients(WaitingReason reason) {
    return switch (reason) {
      case WaitingReason.NoFreeCapacity r -> true;
      case WaitingReason.TooLarge r -> true;
      case WaitingReason.FitsOnlyIneligible r -> true;
      case WaitingReason.NoEligibleClient r -> true;
      case WaitingReason.ConstraintsFilterAll r -> false;
      case WaitingReason.QuotaReached r -> false;
      case WaitingReason.BackOff r -> false;
      case WaitingReason.NotEvaluated r -> false;
      case WaitingReason.Starting r -> false;
      case WaitingReason.Unexplained r -> false;
    };
  }

  /** Types of the registered clients, each with its smallest client; computed once per snapshot. */
  private record ClientTypes(List<ClientType> types) {

    static ClientTypes of(ClusterSnapshot snapshot) {
      Map<List<String>, ClientType> types = new LinkedHashMap<>();
      for (Client client : snapshot.clients()) {
        Resources size = client.allocatable();
        if (!size.equals(Resources.NONE)) {
          String type =
              ClientAttributes.machineType(client).orElseGet(() -> WaitingReasonText.size(size));
          types.merge(
              List.of(type, client.datacenter(), client.pool(), client.nodeClass()),
              new ClientType(type, client, size),
              (one, other) -> LARGEST_FIRST.compare(one.size(), other.size()) < 0 ? other : one);
        }
      }
      return new ClientTypes(List.copyOf(types.values()));
    }
  }

  /** Requested resources with the scope in which they may be placed. */
  private record ScopedRequest(PlacementScope scope, Resources requested) {}

  /**
   * A type of client.
   *
   * @param name instance type, or the size if there is none
   * @param example smallest client of the type
   */
  record ClientType(String name, Client example, Resources size) {}

  /**
   * Effect of adding clients of one type.
   *
   * @param clients number of clients to add
   * @param placed number of queued allocations that would be placed
   * @param notPlaced number of queued allocations that do not fit or may not run there
   */
  record AddedClients(ClientType type, int clients, int placed, int notPlaced) {

    private static AddedClients of(ClientType type, Map<ScopedRequest, Integer> requests) {
      Map<Resources, Integer> fitting = new HashMap<>();
      int notPlaced = 0;
      for (Map.Entry<ScopedRequest, Integer> entry : requests.entrySet()) {
        ScopedRequest request = entry.getKey();
        if (request.scope().contains(type.example()) && type.size().covers(request.requested())) {
          fitting.merge(request.requested(), entry.getValue(), Integer::sum);
        } else {
          notPlaced += entry.getValue();
        }
      }
      int placed = fitting.values().stream().mapToInt(Integer::intValue).sum();
      return new AddedClients(type, packFirstFit(fitting, type.size()), placed, notPlaced);
    }

    /** First-fit decreasing: fills one empty client after the other, largest allocations first. */
    private static int packFirstFit(Map<Resources, Integer> requests, Resources size) {
      List<Resources> largestFirst = new ArrayList<>(requests.keySet());
      largestFirst.sort(LARGEST_FIRST);
      Map<Resources, Integer> remaining = new HashMap<>(requests);
      int clients = 0;
      while (!remaining.isEmpty()) {
        Resources free = size;
        for (Resources request : largestFirst) {
          int waiting = remaining.getOrDefault(request, 0);
          int fit = waiting == 0 ? 0 : (int) Math.min(waiting, free.fitCount(request));
          if (fit > 0) {
            free =
                free.minus(
                    new Resources(
                        request.cpu() * fit, request.memory() * fit, request.disk() * fit));
            remaining.compute(request, (key, number) -> waiting == fit ? null : waiting - fit);
          }
        }
        clients++;
      }
      return clients;
    }
  }
}
