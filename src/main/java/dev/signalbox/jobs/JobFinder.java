package dev.signalbox.jobs;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.SearchHit;
import dev.signalbox.web.SearchProvider;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds jobs by id and name for the search palette, newest first. */
@Component
class JobFinder implements SearchProvider {

  private static final int MIN_LENGTH = 2;

  private final ClusterState cluster;

  JobFinder(ClusterState cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<SearchHit> find(String words, int limit) {
    if (words.strip().length() < MIN_LENGTH) {
      return List.of();
    }
    JobIndex index = JobIndex.of(cluster.snapshot());
    ListUrl url = new ListUrl("/nomad/jobs", Map.of("q", words.strip()));
    return JobSelection.of(url, index.rows()).page().items().stream()
        .limit(limit)
        .map(
            row ->
                new SearchHit(
                    "Job",
                    "stack-2",
                    row.job().name(),
                    detail(row.job(), index),
                    NomadLinks.job(row.job().key())))
        .toList();
  }

  private static String detail(Job job, JobIndex index) {
    String status = JobStatusText.of(job, index.result(job), 0).text();
    return job.name().equals(job.key().id()) ? status : status + " · " + job.key().id();
  }
}
