package dev.signalbox.drains.rolling;

import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the clients that a rolling drain of a selection would drain. */
@Component
class RollingDrainPreviews {

  private final RollingDrains plans;
  private final ClientsBeingRemoved leaving;
  private final ClusterState cluster;
  private final NomadQueries queries;
  private final Clock clock;

  RollingDrainPreviews(
      RollingDrains plans,
      ClientsBeingRemoved leaving,
      ClusterState cluster,
      NomadQueries queries,
      Clock clock) {
    this.plans = plans;
    this.leaving = leaving;
    this.cluster = cluster;
    this.queries = queries;
    this.clock = clock;
  }

  RollingDrainPreview of(RollingDrainSelection selection) {
    List<Client> chosen = selection.isEmpty() ? List.of() : selection.select(cluster.snapshot());
    @Nullable Duration age = selection.olderThan();
    if (age != null) {
      Set<Client> old = new HashSet<>(registeredBefore(clock.instant().minus(age), chosen));
      chosen = chosen.stream().filter(old::contains).toList();
    }
    return RollingDrainPreview.of(chosen, plans.findPlannedIds(), leaving.allIds());
  }

  /**
   * Returns the clients that registered before the time. Nomad's list of clients has no
   * registration times, but later registrations have higher indexes: a binary search therefore
   * needs to read only a few clients. A client whose events do not reach back that far counts as
   * younger, so that too few clients are drained rather than too many.
   */
  private List<Client> registeredBefore(Instant time, List<Client> clients) {
    List<Client> byAge =
        clients.stream().sorted(Comparator.comparingLong(Client::createIndex)).toList();
    int from = 0;
    int to = byAge.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (wasRegistered(byAge.get(middle), time)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return byAge.subList(0, from);
  }

  private boolean wasRegistered(Client client, Instant time) {
    return queries
        .client(client.id())
        .map(ClientDetail::events)
        .filter(events -> events.stream().anyMatch(event -> event.at().isBefore(time)))
        .isPresent();
  }
}
