package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Missing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one thing whole. Whatever looks like a secret is hidden before it leaves here. */
@Adapter
class HttpNomadDetails implements NomadDetails {

  private final Wire wire;

  HttpNomadDetails(Wire wire) {
    this.wire = wire;
  }

  @Override
  public Optional<ClientDetail> client(String id) {
    return perhaps(
        () ->
            whole(
                node("client", "read the client " + id, "node", id),
                NodeJson.class,
                HttpNomadDetails::detail));
  }

  @Override
  public ClientUse use(String clientId) {
    return wire.ask(
        node("client-use", "ask the client " + clientId + " what it uses", "client", "stats")
            .with("node_id", clientId),
        answer -> NomadJson.one(answer.body().readAllBytes(), UseJson.Machine.class).use());
  }

  @Override
  public List<Allocation> buildsOn(String clientId) {
    Ask ask =
        Ask.get(
                "client-builds",
                "list what runs on the client " + clientId,
                Limits.BUILDS,
                "node",
                clientId,
                "allocations")
            .needing("node:read and read-job");
    return wire.ask(
        ask,
        answer -> {
          List<Allocation> builds = new ArrayList<>();
          NomadJson.each(
              answer.body(),
              AllocationJson.class,
              one -> {
                Allocation allocation = one.allocation();
                if (!allocation.terminal() && !allocation.ofSystem()) {
                  builds.add(allocation);
                }
              });
          return List.copyOf(builds);
        });
  }

  @Override
  public Optional<JobDetail> job(JobKey key) {
    return perhaps(
        () ->
            whole(
                job(key, "job", "read the job " + key.id(), "job", key.id()),
                JobSpecJson.class,
                (job, json) -> detail(job, summary(key), json)));
  }

  @Override
  public List<Evaluation> evaluations(JobKey key) {
    return perhaps(
            () ->
                wire.ask(
                    job(
                        key,
                        "job-evaluations",
                        "list the evaluations of the job " + key.id(),
                        "job",
                        key.id(),
                        "evaluations"),
                    answer -> {
                      List<Evaluation> all = new ArrayList<>();
                      NomadJson.each(
                          answer.body(), EvaluationJson.class, one -> all.add(one.evaluation()));
                      all.sort(Comparator.comparingLong(Evaluation::createIndex).reversed());
                      return List.copyOf(all);
                    }))
        .orElse(List.of());
  }

  @Override
  public Optional<AllocationDetail> allocation(String id) {
    return perhaps(
        () ->
            whole(
                Ask.get("allocation", "read the allocation " + id, Limits.DETAIL, "allocation", id)
                    .needing("read-job"),
                AllocationJson.class,
                (one, json) ->
                    new AllocationDetail(
                        one.allocation(),
                        one.desiredDescription(),
                        one.previousAllocation(),
                        one.states(),
                        Masks.raw(json))));
  }

  @Override
  public AllocationUse allocationUse(String allocationId) {
    return wire.ask(
        Ask.get(
                "allocation-use",
                "ask what the allocation " + allocationId + " uses",
                Limits.DETAIL,
                "client",
                "allocation",
                allocationId,
                "stats")
            .needing("read-job"),
        answer -> NomadJson.one(answer.body().readAllBytes(), UseJson.Placed.class).use());
  }

  private static ClientDetail detail(NodeJson node, byte[] json) {
    return new ClientDetail(
        node.client(),
        Collections.unmodifiableMap(Masks.values(node.attributes())),
        Collections.unmodifiableMap(Masks.values(node.meta())),
        node.clientEvents(),
        Masks.raw(json));
  }

  private static JobDetail detail(JobSpecJson job, JobJson.@Nullable Summary summary, byte[] json) {
    return new JobDetail(
        job.job(summary),
        Collections.unmodifiableMap(Masks.values(job.meta())),
        job.groups(),
        job.allConstraints(),
        job.version(),
        Masks.raw(json));
  }

  private JobJson.@Nullable Summary summary(JobKey key) {
    try {
      return wire.ask(
          job(
              key,
              "job-summary",
              "read the counts of the job " + key.id(),
              "job",
              key.id(),
              "summary"),
          answer -> NomadJson.one(answer.body().readAllBytes(), JobJson.Summary.class));
    } catch (OutsideWorldException e) {
      // the definition is worth showing without them
      return null;
    }
  }

  /** Reads a thing both as ours and as it came. */
  private <J, T> T whole(Ask ask, Class<J> type, BiFunction<J, byte[], T> detail) {
    return wire.ask(
        ask,
        answer -> {
          byte[] json = answer.body().readAllBytes();
          return detail.apply(NomadJson.one(json, type), json);
        });
  }

  private static <T> Optional<T> perhaps(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (Missing e) {
      return Optional.empty();
    }
  }

  private static Ask node(String operation, String attempt, String... segments) {
    return Ask.get(operation, attempt, Limits.DETAIL, segments).needing("node:read");
  }

  private static Ask job(JobKey key, String operation, String attempt, String... segments) {
    return Ask.get(operation, attempt, Limits.DETAIL, segments)
        .needing("read-job")
        .with("namespace", key.namespace());
  }
}
