package dev.signalbox.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Sizes and free capacity of the clients per placement scope; computed once per snapshot. */
final class FreeCapacity {

  private final ClusterSnapshot snapshot;
  private final Map<PlacementScope, ScopedCapacity> scopes = new ConcurrentHashMap<>();

  private FreeCapacity(ClusterSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  static FreeCapacity of(ClusterSnapshot snapshot) {
    return snapshot.derived(FreeCapacity.class, FreeCapacity::new);
  }

  ScopedCapacity inScope(PlacementScope scope) {
    return scopes.computeIfAbsent(
        scope,
        key -> {
          List<Client> all = snapshot.clients().stream().filter(key::contains).toList();
          return new ScopedCapacity(
              snapshot,
              all.stream().filter(Client::isSchedulable).toList(),
              all.stream().filter(FreeCapacity::isIneligible).toList());
        });
  }

  private static boolean isIneligible(Client client) {
    return client.status() == ClientStatus.READY && !client.isSchedulable();
  }

  /** The clients of one scope. */
  static final class ScopedCapacity {

    private final ClusterSnapshot snapshot;
    private final List<Client> ineligible;
    private final List<Resources> sizes;
    private final Map<Resources, Optional<Client>> ineligibleFor = new ConcurrentHashMap<>();

    private ScopedCapacity(
        ClusterSnapshot snapshot, List<Client> eligible, List<Client> ineligible) {
      this.snapshot = snapshot;
      this.ineligible = ineligible;
      this.sizes = eligible.stream().map(Client::allocatable).distinct().toList();
    }

    /** Whether there is an eligible client and the size of all of them is known. */
    boolean isKnown() {
      return !sizes.isEmpty() && sizes.stream().noneMatch(Resources.NONE::equals);
    }

    /** Whether the resources fit on an empty client. */
    boolean fits(Resources requested) {
      return sizes.stream().anyMatch(size -> size.covers(requested));
    }

    /** Returns the maximum of each resource over all clients. */
    Resources largest() {
      return new Resources(
          largest(Resources::cpu), largest(Resources::memory), largest(Resources::disk));
    }

    /** Returns an ineligible client with enough free capacity. */
    Optional<Client> ineligibleFor(Resources requested) {
      return ineligibleFor.computeIfAbsent(
          requested,
          key ->
              ineligible.stream()
                  .filter(
                      client ->
                          client.allocatable().minus(snapshot.allocatedOn(client.id())).covers(key))
                  .min(Comparator.comparing(Client::name)));
    }

    /** Returns an ineligible client that is large enough, preferably with enough free capacity. */
    Optional<Client> ineligibleLargeEnough(Resources requested) {
      Stream<Client> large =
          ineligible.stream().filter(client -> client.allocatable().covers(requested));
      return ineligibleFor(requested).or(() -> large.min(Comparator.comparing(Client::name)));
    }

    private long largest(ToLongFunction<Resources> dimension) {
      return sizes.stream().mapToLong(dimension).max().orElse(0);
    }
  }
}
