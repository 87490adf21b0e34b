package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many clients of which kind would take all that waits for room now.
 *
 * @param kinds those that take most with fewest clients first
 * @param unknown how many waiting allocations there are whose size is not known yet
 */
record MissingCapacity(List<Kind> kinds, int unknown) {

  private static final Comparator<Resources> LARGEST_FIRST =
      Comparator.comparingLong(Resources::memory)
          .thenComparingLong(Resources::cpu)
          .thenComparingLong(Resources::disk)
          .reversed();

  static MissingCapacity of(Collection<Explained> queue, ClusterView view) {
    Map<Ask, Integer> asks = new HashMap<>();
    int unknown = 0;
    for (Explained explained : queue) {
      if (!waitsForClients(explained.reason())) {
        continue;
      }
      for (Waiting.Group group : explained.waiting().groups()) {
        if (group.asked().cpu() <= 0 && group.asked().memory() <= 0) {
          unknown += group.count();
        } else {
          asks.merge(
              new Ask(explained.waiting().scope(), group.asked()), group.count(), Integer::sum);
        }
      }
    }
    if (asks.isEmpty()) {
      return new MissingCapacity(List.of(), unknown);
    }
    List<Kind> kinds =
        view.derived(Machines.class, Machines::of).kinds().stream()
            .map(machine -> Kind.of(machine, asks))
            .filter(kind -> kind.taken() > 0)
            .sorted(
                Comparator.comparingInt(Kind::taken)
                    .reversed()
                    .thenComparingInt(Kind::clients)
                    .thenComparing(kind -> kind.machine().name()))
            .toList();
    return new MissingCapacity(kinds, unknown);
  }

  private static boolean waitsForClients(WaitingReason reason) {
    return switch (reason) {
      case WaitingReason.WaitsForRoom r -> true;
      case WaitingReason.NeverFits r -> true;
      case WaitingReason.FitsOnlyParked r -> true;
      case WaitingReason.NoClientHere r -> true;
      case WaitingReason.ConstraintsFilterAll r -> false;
      case WaitingReason.QuotaReached r -> false;
      case WaitingReason.BackOff r -> false;
      case WaitingReason.SchedulerSlow r -> false;
      case WaitingReason.Starting r -> false;
      case WaitingReason.Untold r -> false;
    };
  }

  /** The kinds of clients there are, each by its smallest one; made once for each view. */
  private record Machines(List<Machine> kinds) {

    static Machines of(ClusterView view) {
      Map<List<String>, Machine> kinds = new LinkedHashMap<>();
      for (Client client : view.clients()) {
        Resources size = client.allocatable();
        if (!size.equals(Resources.NONE)) {
          String type =
              ClientAttributes.machineType(client).orElseGet(() -> ReasonWords.size(size));
          kinds.merge(
              List.of(type, client.datacenter(), client.pool(), client.nodeClass()),
              new Machine(type, client, size),
              (one, other) -> LARGEST_FIRST.compare(one.size(), other.size()) < 0 ? other : one);
        }
      }
      return new Machines(List.copyOf(kinds.values()));
    }
  }

  /** What waits, where it may run. */
  private record Ask(Scope scope, Resources asked) {}

  /**
   * A kind of client.
   *
   * @param name the cloud's type, or its size where there is none
   * @param example one of them
   */
  record Machine(String name, Client example, Resources size) {}

  /**
   * What clients of one kind would do.
   *
   * @param clients how many are missing
   * @param taken how many waiting allocations they would take
   * @param left how many do not fit on such a client, or may not run there
   */
  record Kind(Machine machine, int clients, int taken, int left) {

    private static Kind of(Machine machine, Map<Ask, Integer> asks) {
      Map<Resources, Integer> fitting = new HashMap<>();
      int left = 0;
      for (Map.Entry<Ask, Integer> entry : asks.entrySet()) {
        Ask ask = entry.getKey();
        if (ask.scope().holds(machine.example()) && machine.size().hold(ask.asked())) {
          fitting.merge(ask.asked(), entry.getValue(), Integer::sum);
        } else {
          left += entry.getValue();
        }
      }
      int taken = fitting.values().stream().mapToInt(Integer::intValue).sum();
      return new Kind(machine, packed(fitting, machine.size()), taken, left);
    }

    /** Fills one empty client after the other, the largest first. */
    private static int packed(Map<Resources, Integer> asks, Resources size) {
      List<Resources> order = new ArrayList<>(asks.keySet());
      order.sort(LARGEST_FIRST);
      Map<Resources, Integer> rest = new HashMap<>(asks);
      int clients = 0;
      while (!rest.isEmpty()) {
        Resources free = size;
        for (Resources ask : order) {
          int waiting = rest.getOrDefault(ask, 0);
          int fit = waiting == 0 ? 0 : (int) Math.min(waiting, free.times(ask));
          if (fit > 0) {
            free = free.minus(new Resources(ask.cpu() * fit, ask.memory() * fit, ask.disk() * fit));
            rest.compute(ask, (key, number) -> waiting == fit ? null : waiting - fit);
          }
        }
        clients++;
      }
      return clients;
    }
  }
}
