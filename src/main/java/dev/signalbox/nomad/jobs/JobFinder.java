package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Finder;
import dev.signalbox.web.Found;
import dev.signalbox.web.ListUrl;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Jobs by id and name for the palette, newest first. */
@Component
class JobFinder implements Finder {

  private static final int SHORTEST = 2;

  private final NomadCluster cluster;

  JobFinder(NomadCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<Found> find(String words, int limit) {
    if (words.strip().length() < SHORTEST) {
      return List.of();
    }
    JobIndex index = JobIndex.of(cluster.view());
    ListUrl url = new ListUrl("/nomad/jobs", Map.of("q", words.strip()));
    return JobSelection.of(url, index.rows()).page().items().stream()
        .limit(limit)
        .map(
            row ->
                new Found(
                    "Job",
                    "stack-2",
                    row.job().name(),
                    JobWords.of(row.job(), index.standing(row.job()), 0).word(),
                    NomadLinks.job(row.job().key())))
        .toList();
  }
}
