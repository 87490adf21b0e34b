package dev.signalbox.nomad.http;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads pending and blocked evaluations with their placement failures. */
final class OpenEvaluations {

  /** Wait time of a blocking query on one namespace while others may change. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final Pagination pages;

  OpenEvaluations(Pagination pages) {
    this.pages = pages;
  }

  /** Reads blocked and then pending evaluations with the status filter. */
  ListMeta readByStatus(ListOptions options, Consumer<Evaluation> found) {
    ListMeta blocked =
        pages.readAll(
            requestInNamespace(options).withQuery("status", "blocked"),
            options,
            EvaluationJson.class,
            one -> found.accept(one.evaluation()));
    ListOptions now = new ListOptions(0, options.maxWait(), options.stale());
    ListMeta pending =
        pages.readAll(
            requestInNamespace(now).withQuery("status", "pending"),
            now,
            EvaluationJson.class,
            one -> found.accept(one.evaluation()));
    return new ListMeta(
        blocked.index(), blocked.leaderKnown(), blocked.lag(), blocked.bytes() + pending.bytes());
  }

  /**
   * Reads all evaluations, for servers without the status filter. Before 1.2.4 the wildcard
   * namespace returns an empty list ({@code nomad/eval_endpoint.go}), so each namespace is read.
   * Only the first one can be a blocking query, whose wait time is therefore limited.
   */
  ListMeta readAll(ListOptions options, Consumer<Evaluation> found) {
    List<String> namespaces = pages.namespaces();
    ListOptions first = namespaces.size() == 1 ? options : withMaxWait(options);
    ListMeta meta = readAll(namespaces.getFirst(), first, found);
    ListOptions now = new ListOptions(0, first.maxWait(), first.stale());
    for (String namespace : namespaces.subList(1, namespaces.size())) {
      ListMeta next = readAll(namespace, now, found);
      meta =
          new ListMeta(
              meta.index(),
              meta.leaderKnown() && next.leaderKnown(),
              meta.lag(),
              meta.bytes() + next.bytes());
    }
    return meta;
  }

  /** Before 1.1 the placement failures are in the previous evaluation. */
  private ListMeta readAll(String namespace, ListOptions options, Consumer<Evaluation> found) {
    List<EvaluationJson> open = new ArrayList<>();
    Map<String, EvaluationJson> reasons = new HashMap<>();
    ListMeta meta =
        pages.readAll(
            listRequest(options).withQuery("namespace", namespace),
            options,
            EvaluationJson.class,
            one -> {
              if (one.evaluation().isOpen()) {
                open.add(one);
              } else if (!one.failedTgAllocs().isEmpty()) {
                reasons.put(one.id(), one);
              }
            });
    for (EvaluationJson one : open) {
      found.accept(one.evaluation());
      @Nullable EvaluationJson reason =
          one.hasFailuresInPrevious() ? reasons.remove(one.previousEval()) : null;
      if (reason != null) {
        found.accept(reason.evaluation());
      }
    }
    return meta;
  }

  private static ListOptions withMaxWait(ListOptions options) {
    return options.maxWait().compareTo(MAX_WAIT) <= 0
        ? options
        : new ListOptions(options.afterIndex(), MAX_WAIT, options.stale());
  }

  private NomadRequest requestInNamespace(ListOptions options) {
    return pages.withNamespace(listRequest(options));
  }

  private static NomadRequest listRequest(ListOptions options) {
    return Pagination.listRequest(
            "evaluations", "list the open evaluations", options, "evaluations")
        .withCapability("read-job");
  }
}
