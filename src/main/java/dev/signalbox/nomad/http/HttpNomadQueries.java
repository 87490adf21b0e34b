package dev.signalbox.nomad.http;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads single objects. Secrets are redacted in all results. */
@Adapter
class HttpNomadQueries implements NomadQueries {

  private final NomadTransport transport;

  HttpNomadQueries(NomadTransport transport) {
    this.transport = transport;
  }

  @Override
  public Optional<ClientDetail> client(String id) {
    return emptyIfNotFound(
        () ->
            readWithJson(
                nodeRequest("client", "read the client " + id, "node", id),
                NodeJson.class,
                HttpNomadQueries::detail));
  }

  @Override
  public HostStats hostStats(String clientId) {
    return transport.send(
        nodeRequest(
                "client-stats",
                "read the resource usage of the client " + clientId,
                "client",
                "stats")
            .withQuery("node_id", clientId),
        response ->
            NomadJson.read(response.body().readAllBytes(), UsageJson.ClientStatsJson.class)
                .hostStats());
  }

  @Override
  public List<Allocation> buildsOn(String clientId) {
    NomadRequest request =
        NomadRequest.get(
                "client-builds",
                "list the allocations of the client " + clientId,
                Limits.BUILDS,
                "node",
                clientId,
                "allocations")
            .withCapability("node:read and read-job");
    return transport.send(
        request,
        response -> {
          List<Allocation> builds = new ArrayList<>();
          NomadJson.readEach(
              response.body(),
              AllocationJson.class,
              one -> {
                Allocation allocation = one.allocation();
                if (!allocation.isTerminal() && !allocation.isSystem()) {
                  builds.add(allocation);
                }
              });
          return List.copyOf(builds);
        });
  }

  @Override
  public Optional<JobDetail> job(JobKey key) {
    return emptyIfNotFound(
        () ->
            readWithJson(
                job(key, "job", "read the job " + key.id(), "job", key.id()),
                JobSpecJson.class,
                (job, json) -> detail(job, summary(key), json)));
  }

  @Override
  public List<Evaluation> evaluations(JobKey key) {
    return emptyIfNotFound(
            () ->
                transport.send(
                    job(
                        key,
                        "job-evaluations",
                        "list the evaluations of the job " + key.id(),
                        "job",
                        key.id(),
                        "evaluations"),
                    response -> {
                      List<Evaluation> all = new ArrayList<>();
                      NomadJson.readEach(
                          response.body(), EvaluationJson.class, one -> all.add(one.evaluation()));
                      all.sort(Comparator.comparingLong(Evaluation::createIndex).reversed());
                      return List.copyOf(all);
                    }))
        .orElse(List.of());
  }

  @Override
  public Optional<AllocationDetail> allocation(String id) {
    return emptyIfNotFound(
        () ->
            readWithJson(
                NomadRequest.get(
                        "allocation", "read the allocation " + id, Limits.DETAIL, "allocation", id)
                    .withCapability("read-job"),
                AllocationJson.class,
                (one, json) ->
                    new AllocationDetail(
                        one.allocation(),
                        one.desiredDescription(),
                        one.previousAllocation(),
                        one.states(),
                        SecretRedactor.prettyJson(json))));
  }

  @Override
  public AllocationUsage allocationUsage(String allocationId) {
    return transport.send(
        NomadRequest.get(
                "allocation-stats",
                "read the resource usage of the allocation " + allocationId,
                Limits.DETAIL,
                "client",
                "allocation",
                allocationId,
                "stats")
            .withCapability("read-job"),
        response ->
            NomadJson.read(response.body().readAllBytes(), UsageJson.AllocationStatsJson.class)
                .allocationUsage());
  }

  private static ClientDetail detail(NodeJson node, byte[] json) {
    return new ClientDetail(
        node.client(),
        Collections.unmodifiableMap(SecretRedactor.redactValues(node.attributes())),
        Collections.unmodifiableMap(SecretRedactor.redactValues(node.meta())),
        node.clientEvents(),
        SecretRedactor.prettyJson(json));
  }

  private static JobDetail detail(JobSpecJson job, JobJson.@Nullable Summary summary, byte[] json) {
    return new JobDetail(
        job.job(summary, JobNames.OF_NOMAD),
        Collections.unmodifiableMap(SecretRedactor.redactValues(job.meta())),
        job.groups(),
        job.allConstraints(),
        job.version(),
        SecretRedactor.prettyJson(json));
  }

  private JobJson.@Nullable Summary summary(JobKey key) {
    try {
      return transport.send(
          job(
              key,
              "job-summary",
              "read the summary of the job " + key.id(),
              "job",
              key.id(),
              "summary"),
          response -> NomadJson.read(response.body().readAllBytes(), JobJson.Summary.class));
    } catch (RemoteSystemException e) {
      // the job is shown without the summary
      return null;
    }
  }

  /** Passes both the parsed object and the raw JSON to {@code detail}. */
  private <J, T> T readWithJson(
      NomadRequest request, Class<J> type, BiFunction<J, byte[], T> detail) {
    return transport.send(
        request,
        response -> {
          byte[] json = response.body().readAllBytes();
          return detail.apply(NomadJson.read(json, type), json);
        });
  }

  private static <T> Optional<T> emptyIfNotFound(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  private static NomadRequest nodeRequest(String operation, String attempt, String... segments) {
    return NomadRequest.get(operation, attempt, Limits.DETAIL, segments)
        .withCapability("node:read");
  }

  private static NomadRequest job(
      JobKey key, String operation, String attempt, String... segments) {
    return NomadRequest.get(operation, attempt, Limits.DETAIL, segments)
        .withCapability("read-job")
        .withQuery("namespace", key.namespace());
  }
}
