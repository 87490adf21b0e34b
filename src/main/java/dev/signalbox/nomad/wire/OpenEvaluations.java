package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.NomadLists.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the evaluations that are open, and why, however the servers tell the two. */
final class OpenEvaluations {

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

  /** Before 1.1 the reason is in the evaluation before, and no status can be asked for. */
  Heading ofAll(Question question, Consumer<Evaluation> found) {
    List<EvaluationJson> open = new ArrayList<>();
    Map<String, EvaluationJson> reasons = new HashMap<>();
    Heading heading =
        pages.each(
            ask(question),
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

  private Ask ask(Question question) {
    return pages.spaced(
        Pages.list("evaluations", "list the open evaluations", question, "evaluations")
            .needing("read-job"));
  }
}
