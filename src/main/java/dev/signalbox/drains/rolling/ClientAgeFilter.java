package dev.signalbox.drains.rolling;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Finds the clients that registered before a given time. Nomad's list of clients has no
 * registration times, but later registrations have higher indexes: a binary search therefore needs
 * to read only a few clients.
 */
@Component
class ClientAgeFilter {

  private final NomadQueries queries;

  ClientAgeFilter(NomadQueries queries) {
    this.queries = queries;
  }

  /**
   * Returns the clients that registered before the time, in order of registration. A client whose
   * events do not reach back that far counts as younger, so that too few clients are drained rather
   * than too many.
   */
  List<Client> registeredBefore(Instant time, List<Client> clients) {
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
    return List.copyOf(byAge.subList(0, from));
  }

  private boolean wasRegistered(Client client, Instant time) {
    return queries
        .client(client.id())
        .map(ClientDetail::events)
        .filter(events -> events.stream().anyMatch(event -> event.at().isBefore(time)))
        .isPresent();
  }
}
