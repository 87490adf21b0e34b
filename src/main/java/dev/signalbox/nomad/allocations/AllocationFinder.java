package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Finder;
import dev.signalbox.web.Found;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Allocations by the beginning of their id, as Nomad's own tools show it. */
@Component
class AllocationFinder implements Finder {

  private static final String BEGINNING = "[0-9a-f]{4}[0-9a-f-]{0,32}";

  private final NomadCluster cluster;

  AllocationFinder(NomadCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<Found> find(String words, int limit) {
    String beginning = words.strip().toLowerCase(Locale.ROOT);
    if (!beginning.matches(BEGINNING)) {
      return List.of();
    }
    return cluster.view().allocations().stream()
        .filter(one -> one.id().startsWith(beginning))
        .limit(limit)
        .map(
            one ->
                new Found(
                    "Allocation",
                    "activity",
                    one.shortId() + " " + one.name(),
                    AllocationStopController.truth(one),
                    NomadLinks.allocation(one.id())))
        .toList();
  }
}
