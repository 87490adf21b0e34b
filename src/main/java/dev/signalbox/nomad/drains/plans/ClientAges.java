package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Which clients are old. Lists tell no times, but what registered later has the higher index: so a
 * few clients between are asked after, however many there are.
 */
@Component
class ClientAges {

  private final NomadDetails details;

  ClientAges(NomadDetails details) {
    this.details = details;
  }

  /**
   * Those that were there before that time, in the order they came. One whose events do not reach
   * back so far counts as younger: rather too few are drained than too many.
   */
  List<Client> before(Instant time, List<Client> clients) {
    List<Client> byAge =
        clients.stream().sorted(Comparator.comparingLong(Client::createIndex)).toList();
    int from = 0;
    int to = byAge.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (wasThere(byAge.get(middle), time)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return List.copyOf(byAge.subList(0, from));
  }

  private boolean wasThere(Client client, Instant time) {
    return details
        .client(client.id())
        .map(ClientDetail::events)
        .filter(events -> events.stream().anyMatch(event -> event.at().isBefore(time)))
        .isPresent();
  }
}
