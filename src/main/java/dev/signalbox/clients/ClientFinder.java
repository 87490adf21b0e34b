package dev.signalbox.clients;

import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.SearchHit;
import dev.signalbox.web.SearchProvider;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Finds clients by name, node id, address or instance id for the search palette. */
@Component
class ClientFinder implements SearchProvider {

  private final ClusterState cluster;
  private final Clock clock;

  ClientFinder(ClusterState cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public List<SearchHit> find(String words, int limit) {
    String search = words.trim().toLowerCase(Locale.ROOT);
    return ClientIndex.of(cluster.snapshot()).byName().stream()
        .filter(entry -> entry.matches(search))
        .sorted(Comparator.comparing(entry -> !startsWith(entry, search)))
        .limit(limit)
        .map(this::toHit)
        .toList();
  }

  private static boolean startsWith(ClientEntry entry, String search) {
    return entry.client().name().toLowerCase(Locale.ROOT).startsWith(search);
  }

  private SearchHit toHit(ClientEntry entry) {
    return new SearchHit(
        "Client",
        "server-2",
        ClientsPage.nameOf(entry.client()),
        ClientBadge.of(entry.state(), clock).text()
            + " · "
            + ClientAttributes.instanceId(entry.client()).orElse(entry.client().shortId()),
        NomadLinks.client(entry.client().id()));
  }
}
