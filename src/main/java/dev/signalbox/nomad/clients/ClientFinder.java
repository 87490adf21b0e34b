package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Finder;
import dev.signalbox.web.Found;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Clients by name, id, address or their machine's id for the palette. */
@Component
class ClientFinder implements Finder {

  private final NomadCluster cluster;
  private final Clock clock;

  ClientFinder(NomadCluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public List<Found> find(String words, int limit) {
    String asked = words.trim().toLowerCase(Locale.ROOT);
    return ClientLines.of(cluster.view()).byName().stream()
        .filter(line -> line.answersTo(asked))
        .sorted(Comparator.comparing(line -> !begins(line, asked)))
        .limit(limit)
        .map(this::found)
        .toList();
  }

  private static boolean begins(ClientLine line, String asked) {
    return line.client().name().toLowerCase(Locale.ROOT).startsWith(asked);
  }

  private Found found(ClientLine line) {
    return new Found(
        "Client",
        "server-2",
        ClientsPage.nameOf(line.client()),
        ClientBadge.of(line.state(), clock).word()
            + " · "
            + ClientAttributes.instance(line.client()).orElse(line.client().shortId()),
        NomadLinks.client(line.client().id()));
  }
}
