package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody has to guess what an action means. */
class KnownActionsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context.create",
        "context.delete",
        "context.env_var.delete",
        "context.env_var.store",
        "context.secrets.accessed",
        "project.env_var.create",
        "project.env_var.delete",
        "project.settings.update",
        "user.create",
        "user.logged_in",
        "user.logged_out",
        "workflow.job.approve",
        "workflow.job.finish",
        "workflow.job.scheduled",
        "workflow.job.start",
      })
  void describesTheActionsOfTheGuide(String action) {
    assertThat(KnownActions.description(action)).endsWith(".");
  }

  @Test
  void showsOthersAsTheyAre() {
    assertThat(KnownActions.description("deploy.started")).isEmpty();
  }
}
