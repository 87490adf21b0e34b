package dev.signalbox.nomad.http;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metadata of dispatched jobs one by one for servers before 1.4.3, whose lists don't
 * contain it. Each job is read once, because the metadata of a dispatched job does not change.
 */
final class JobMetaReader {

  /** Maximum number of jobs that are read for a list; the others follow with the next lists. */
  private static final int MAX_READ = 500;

  private static final Logger log = LoggerFactory.getLogger(JobMetaReader.class);

  private final NomadTransport transport;
  private final BoundedParallel parallel;
  private final Map<JobKey, Map<String, String>> known = new ConcurrentHashMap<>();

  JobMetaReader(NomadTransport transport, BoundedParallel parallel) {
    this.transport = transport;
    this.parallel = parallel;
  }

  /**
   * Returns the known metadata by job. A failure is logged; the other jobs have no entry.
   *
   * @param dispatched all dispatched jobs
   */
  Map<JobKey, Map<String, String>> metaOf(List<JobJson> dispatched) {
    known.keySet().retainAll(dispatched.stream().map(JobJson::key).collect(Collectors.toSet()));
    List<JobKey> unknown =
        dispatched.stream()
            .filter(job -> !known.containsKey(job.key()))
            .sorted(
                Comparator.comparing((JobJson job) -> job.status().equals("dead"))
                    .thenComparing(Comparator.comparingLong(JobJson::createIndex).reversed()))
            .limit(MAX_READ)
            .map(JobJson::key)
            .toList();
    try {
      parallel.executeAll(unknown, this::read, job -> known.put(job.key(), job.meta()));
    } catch (RemoteSystemException e) {
      log.debug("Could not read the metadata of dispatched jobs: {}", e.getMessage());
    }
    return new HashMap<>(known);
  }

  private ReadJob read(JobKey key) {
    return transport.send(
        NomadRequest.get("job-meta", "read the metadata of jobs", Limits.DETAIL, "job", key.id())
            .withQuery("namespace", key.namespace())
            .withCapability("read-job"),
        response ->
            new ReadJob(
                key, NomadJson.read(response.body().readAllBytes(), JobSpecJson.class).meta()));
  }

  private record ReadJob(JobKey key, Map<String, String> meta) {}
}
