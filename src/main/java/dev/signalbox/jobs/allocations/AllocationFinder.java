package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.SearchHit;
import dev.signalbox.web.SearchProvider;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Finds allocations by id prefix, as shown by the Nomad CLI, for the search palette. */
@Component
class AllocationFinder implements SearchProvider {

  private static final String ID_PREFIX = "[0-9a-f]{4}[0-9a-f-]{0,32}";

  private final ClusterState cluster;

  AllocationFinder(ClusterState cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<SearchHit> find(String words, int limit) {
    String prefix = words.strip().toLowerCase(Locale.ROOT);
    if (!prefix.matches(ID_PREFIX)) {
      return List.of();
    }
    ClusterSnapshot snapshot = cluster.snapshot();
    return snapshot.allocations().stream()
        .filter(allocation -> allocation.id().startsWith(prefix))
        .limit(limit)
        .map(
            allocation ->
                new SearchHit(
                    "Allocation",
                    "activity",
                    snapshot.nameOf(allocation.job()),
                    AllocationStopController.summary(allocation),
                    NomadLinks.allocation(allocation.id())))
        .toList();
  }
}
