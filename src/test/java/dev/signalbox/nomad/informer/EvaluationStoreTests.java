package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Evaluation.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationStoreTests {

  private final EvaluationStore store = new EvaluationStore();

  @Test
  void keepsTheEvaluationThatExplainsABlockedOne() {
    apply("blocked", Status.BLOCKED, "", 10);
    apply("first", Status.COMPLETE, "blocked", 11);

    assertThat(kept()).containsOnlyKeys("blocked", "first");
  }

  @Test
  void keepsTheExplanationIfItArrivesBeforeTheBlockedOne() {
    apply("first", Status.COMPLETE, "blocked", 10);
    assertThat(kept()).containsOnlyKeys("first");

    apply("blocked", Status.BLOCKED, "", 11);
    assertThat(kept()).containsOnlyKeys("blocked", "first");
  }

  @Test
  void dropsBothWhenTheBlockedOneCompletes() {
    apply("blocked", Status.BLOCKED, "", 10);
    apply("first", Status.COMPLETE, "blocked", 11);

    apply("blocked", Status.COMPLETE, "", 12);

    assertThat(kept()).isEmpty();
  }

  @Test
  void dropsEvaluationsThatExplainNothing() {
    apply("blocked", Status.BLOCKED, "", 10);

    apply("other", Status.COMPLETE, "", 11);
    apply("second", Status.CANCELED, "blocked", 12);

    assertThat(kept()).containsOnlyKeys("blocked");
  }

  @Test
  void dropsOpenEvaluationsMissingFromAList() {
    apply("blocked", Status.BLOCKED, "", 10);
    apply("first", Status.COMPLETE, "blocked", 11);

    store.applyList(List.of(), 20);

    assertThat(kept()).isEmpty();
  }

  @Test
  void keepsExplanationsAlthoughListsContainOnlyOpenEvaluations() {
    apply("blocked", Status.BLOCKED, "", 10);
    apply("first", Status.COMPLETE, "blocked", 11);

    store.applyList(List.of(NomadObjects.evaluation("blocked", "one", Status.BLOCKED, "", 10)), 20);

    assertThat(kept()).containsOnlyKeys("blocked", "first");
  }

  @Test
  void dropsAnExplanationIfItsBlockedEvaluationNeverArrives() {
    apply("first", Status.COMPLETE, "never", 10);

    store.applyList(List.of(), 20);

    assertThat(kept()).isEmpty();
  }

  private void apply(String id, Status status, String blocked, long index) {
    store.apply(NomadObjects.evaluation(id, "one", status, blocked, index));
    store.prune();
  }

  private Map<String, Evaluation> kept() {
    return store.copy();
  }
}
