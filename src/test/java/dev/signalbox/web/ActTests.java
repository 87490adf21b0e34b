package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a button is on, and what it says when it is off. */
class ActTests {

  private static final Visitor ADMIN = new Visitor("octocat", null, "admin", true, null);
  private static final Visitor VIEWER =
      new Visitor("octocat", null, "viewer", true, "Viewers change nothing.");

  @Test
  void isOnWhenVisitorAndObjectAllowIt() {
    assertThat(Act.of("Suspend this person", ADMIN, null).allowed()).isTrue();
  }

  @Test
  void tellsTheObjectsReason() {
    Act act = Act.of("Suspend this person", ADMIN, "This is the last admin.");

    assertThat(act.allowed()).isFalse();
    assertThat(act.whyNot()).isEqualTo("This is the last admin.");
  }

  @Test
  void tellsTheVisitorsReasonBeforeTheObjects() {
    Act act = Act.of("Suspend this person", VIEWER, "This is the last admin.");

    assertThat(act.allowed()).isFalse();
    assertThat(act.whyNot()).isEqualTo("Viewers change nothing.");
  }
}
