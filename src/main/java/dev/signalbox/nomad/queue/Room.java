package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Which clients there are for whom, and how large they are; made once for each view. */
final class Room {

  private final ClusterView view;
  private final Map<Scope, Here> scopes = new ConcurrentHashMap<>();

  private Room(ClusterView view) {
    this.view = view;
  }

  static Room of(ClusterView view) {
    return view.derived(Room.class, Room::new);
  }

  Here in(Scope scope) {
    return scopes.computeIfAbsent(
        scope,
        asked -> {
          List<Client> all = view.clients().stream().filter(asked::holds).toList();
          return new Here(
              view,
              all.stream().filter(Client::takesBuilds).toList(),
              all.stream().filter(Room::isParked).toList());
        });
  }

  private static boolean isParked(Client client) {
    return client.status() == ClientStatus.READY && !client.takesBuilds();
  }

  /** The clients of one scope. */
  static final class Here {

    private final ClusterView view;
    private final List<Client> parked;
    private final List<Resources> sizes;
    private final int takers;
    private final Map<Resources, Optional<Client>> parkedFor = new ConcurrentHashMap<>();

    private Here(ClusterView view, List<Client> takers, List<Client> parked) {
      this.view = view;
      this.parked = parked;
      this.takers = takers.size();
      this.sizes = takers.stream().map(Client::allocatable).distinct().toList();
    }

    /** How many clients take builds. */
    int takers() {
      return takers;
    }

    /** Whether the size of every client that takes builds is known, and there is one. */
    boolean known() {
      return !sizes.isEmpty() && sizes.stream().noneMatch(Resources.NONE::equals);
    }

    /** Whether an empty client would have room. */
    boolean fits(Resources asked) {
      return sizes.stream().anyMatch(size -> size.hold(asked));
    }

    /** The most of each that one client has, which need not be the same client. */
    Resources most() {
      return new Resources(most(Resources::cpu), most(Resources::memory), most(Resources::disk));
    }

    /** A client that has room now, but takes no builds. */
    Optional<Client> parkedFor(Resources asked) {
      return parkedFor.computeIfAbsent(
          asked,
          ask ->
              parked.stream()
                  .filter(
                      client -> client.allocatable().minus(view.allocatedOn(client.id())).hold(ask))
                  .min(Comparator.comparing(Client::name)));
    }

    /** A client that would have room if it were empty, but takes no builds. */
    Optional<Client> parkedLargeEnough(Resources asked) {
      Stream<Client> large = parked.stream().filter(client -> client.allocatable().hold(asked));
      return parkedFor(asked).or(() -> large.min(Comparator.comparing(Client::name)));
    }

    private long most(ToLongFunction<Resources> of) {
      return sizes.stream().mapToLong(of).max().orElse(0);
    }
  }
}
