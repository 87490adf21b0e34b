package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.NomadLists.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the evaluations that are open, and why, however the servers tell the two. */
final class OpenEvaluations {

  /** How long one namespace is waited for while others may change. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Pages pages;

  OpenEvaluations(Pages pages) {
    this.pages = pages;
  }

  /** Those of either status in which one is open, asked for one after the other. */
  Heading byStatus(Question question, Consumer<Evaluation> found) {
    Heading blocked =
        pages.each(
            ask(question).with("status", "blocked"),
            question,
            EvaluationJson.class,
            one -> found.accept(one.evaluation()));
    Question now = new Question(0, question.atMost(), question.stale());
    Heading pending =
        pages.each(
            ask(now).with("status", "pending"),
            now,
            EvaluationJson.class,
            one -> found.accept(one.evaluation()));
    return new Heading(
        blocked.index(),
        blocked.leaderKnown(),
        blocked.behind(),
        blocked.bytes() + pending.bytes());
  }

  /**
   * Where no status can be asked for. Nor can all namespaces: before 1.2.4 that is answered with
   * nothing, and without a word ({@code nomad/eval_endpoint.go}), so each is asked. Only the first
   * can be waited for then, so not for long.
   */
  Heading ofAll(Question question, Consumer<Evaluation> found) {
    List<String> namespaces = pages.namespaces();
    Question first = namespaces.size() == 1 ? question : notForLong(question);
    Heading heading = ofAll(namespaces.getFirst(), first, found);
    Question now = new Question(0, first.atMost(), first.stale());
    for (String namespace : namespaces.subList(1, namespaces.size())) {
      Heading next = ofAll(namespace, now, found);
      heading =
          new Heading(
              heading.index(),
              heading.leaderKnown() && next.leaderKnown(),
              heading.behind(),
              heading.bytes() + next.bytes());
    }
    return heading;
  }

  /** Before 1.1 the reason is in the evaluation before. */
  private Heading ofAll(String namespace, Question question, Consumer<Evaluation> found) {
    List<EvaluationJson> open = new ArrayList<>();
    Map<String, EvaluationJson> reasons = new HashMap<>();
    Heading heading =
        pages.each(
            list(question).with("namespace", namespace),
            question,
            EvaluationJson.class,
            one -> {
              if (one.evaluation().open()) {
                open.add(one);
              } else if (!one.failedTgAllocs().isEmpty()) {
                reasons.put(one.id(), one);
              }
            });
    for (EvaluationJson one : open) {
      found.accept(one.evaluation());
      @Nullable EvaluationJson reason =
          one.keepsTheReason() ? reasons.remove(one.previousEval()) : null;
      if (reason != null) {
        found.accept(reason.evaluation());
      }
    }
    return heading;
  }

  private static Question notForLong(Question question) {
    return question.atMost().compareTo(LONGEST) <= 0
        ? question
        : new Question(question.after(), LONGEST, question.stale());
  }

  private Ask ask(Question question) {
    return pages.spaced(list(question));
  }

  private static Ask list(Question question) {
    return Pages.list("evaluations", "list the open evaluations", question, "evaluations")
        .needing("read-job");
  }
}
