package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActionButtonTests {

  private static final CurrentUser ADMIN = new CurrentUser("octocat", null, "admin", true, null);
  private static final CurrentUser VIEWER =
      new CurrentUser("octocat", null, "viewer", true, "Read-only: your role is viewer.");

  @Test
  void isEnabledIfRoleAndObjectAllowIt() {
    assertThat(ActionButton.of("Suspend user", ADMIN, null).allowed()).isTrue();
  }

  @Test
  void showsTheReasonOfTheObject() {
    ActionButton act = ActionButton.of("Suspend user", ADMIN, "This is the last admin.");

    assertThat(act.allowed()).isFalse();
    assertThat(act.disabledReason()).isEqualTo("This is the last admin.");
  }

  @Test
  void prefersTheReasonOfTheRole() {
    ActionButton act = ActionButton.of("Suspend user", VIEWER, "This is the last admin.");

    assertThat(act.allowed()).isFalse();
    assertThat(act.disabledReason()).isEqualTo("Read-only: your role is viewer.");
  }
}
