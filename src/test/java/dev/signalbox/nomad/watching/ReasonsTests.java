package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Evaluation.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of thousands of evaluations only those are kept that tell why something waits. */
class ReasonsTests {

  private final Reasons reasons = new Reasons();

  @Test
  void keepsTheClosedOneThatSaysWhyAnotherIsBlocked() {
    hear("blocked", Status.BLOCKED, "", 10);
    hear("first", Status.COMPLETE, "blocked", 11);

    assertThat(kept()).containsOnlyKeys("blocked", "first");
  }

  @Test
  void keepsItAlsoWhenItComesBeforeTheBlockedOne() {
    hear("first", Status.COMPLETE, "blocked", 10);
    assertThat(kept()).containsOnlyKeys("first");

    hear("blocked", Status.BLOCKED, "", 11);
    assertThat(kept()).containsOnlyKeys("blocked", "first");
  }

  @Test
  void dropsBothWhenNothingWaitsAnyMore() {
    hear("blocked", Status.BLOCKED, "", 10);
    hear("first", Status.COMPLETE, "blocked", 11);

    hear("blocked", Status.COMPLETE, "", 12);

    assertThat(kept()).isEmpty();
  }

  @Test
  void dropsWhatExplainsNothing() {
    hear("blocked", Status.BLOCKED, "", 10);

    hear("other", Status.COMPLETE, "", 11);
    hear("second", Status.CANCELED, "blocked", 12);

    assertThat(kept()).containsOnlyKeys("blocked");
  }

  @Test
  void aListWithoutAnOpenOneClosesItAndItsReason() {
    hear("blocked", Status.BLOCKED, "", 10);
    hear("first", Status.COMPLETE, "blocked", 11);

    reasons.listed(List.of(), 20);

    assertThat(kept()).isEmpty();
  }

  @Test
  void aListOfOpenOnesLeavesTheirReasons() {
    hear("blocked", Status.BLOCKED, "", 10);
    hear("first", Status.COMPLETE, "blocked", 11);

    reasons.listed(List.of(Things.evaluation("blocked", "one", Status.BLOCKED, "", 10)), 20);

    assertThat(kept()).containsOnlyKeys("blocked", "first");
  }

  @Test
  void aReasonWhoseBlockedOneNeverCameIsDroppedByTheNextList() {
    hear("first", Status.COMPLETE, "never", 10);

    reasons.listed(List.of(), 20);

    assertThat(kept()).isEmpty();
  }

  private void hear(String id, Status status, String blocked, long index) {
    reasons.heard(Things.evaluation(id, "one", status, blocked, index));
    reasons.settle();
  }

  private Map<String, Evaluation> kept() {
    return reasons.copy();
  }
}
