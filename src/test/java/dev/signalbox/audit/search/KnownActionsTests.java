package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles and sentences of actions. */
class KnownActionsTests {

  private static final Path MAIN = Path.of("src/main/java/dev/signalbox");

  /** An action in a string literal. */
  private static final Pattern ACTION = Pattern.compile("\"([a-z_]+(?:\\.[a-z_]+)+)\"");

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
  void knowsTheActionsOfCircleCiServer(String action) {
    assertThat(KnownActions.title(action)).isNotEmpty().doesNotEndWith(".");
  }

  @Test
  void knowsEveryActionThatSignalboxRecords() throws IOException {
    Set<String> recorded = recorded();

    assertThat(recorded)
        .contains("user.suspended", "audit_log.downloaded", "user.permission.reset");
    assertThat(recorded)
        .allSatisfy(action -> assertThat(KnownActions.title(action)).isNotEmpty())
        .allSatisfy(
            action ->
                assertThat(KnownActions.sentence(event(action, "Amara", "web-1", true)))
                    .startsWith("Amara ")
                    .doesNotContain("{", action));
  }

  @ParameterizedTest
  @CsvSource({
    "user.suspended, admin suspended web-1",
    "user.logged_in, admin signed in",
    "context.env_var.store, admin set a variable in context web-1",
    "nomad.client.drained, admin drained client web-1",
    "nomad.plan.created, admin started rolling drain “web-1”",
  })
  void namesActorAndTarget(String action, String sentence) {
    assertThat(KnownActions.sentence(event(action, "admin", "web-1", true))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "user.suspended, admin tried to suspend web-1",
    "nomad.job.stopped, admin tried to stop job web-1",
    "workflow.job.finish, admin finished job web-1",
    "user.sign_in.refused, admin was refused sign-in",
    "nomad.plan.paused, admin could not continue rolling drain “web-1”",
  })
  void doesNotClaimThatAFailedActionSucceeded(String action, String sentence) {
    assertThat(KnownActions.sentence(event(action, "admin", "web-1", false))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "user.suspended, actor a1 suspended nomad client t1",
    "workflow.job.start, actor a1 started job t1",
    "deploy.started, actor a1: deploy started (nomad client t1)",
  })
  void namesTheTypeWithAnIdWithoutAName(String action, String sentence) {
    assertThat(KnownActions.sentence(event(action, null, null, true))).isEqualTo(sentence);
  }

  @Test
  void spellsOutUnknownActions() {
    assertThat(KnownActions.title("deploy.started")).isEmpty();
    assertThat(KnownActions.sentence(event("deploy.env_var.set-up", "ci-bot", "web-1", true)))
        .isEqualTo("ci-bot: deploy env var set up (nomad client web-1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{target}", "{name}", "$1", "%s", "\\"})
  void keepsNamesLiterally(String name) {
    assertThat(KnownActions.sentence(event("user.suspended", name, name, true)))
        .isEqualTo(name + " suspended " + name);
    assertThat(KnownActions.sentence(event("deploy.started", name, name, true)))
        .isEqualTo(name + ": deploy started (nomad client " + name + ")");
  }

  private static EventSummary event(
      String action, @Nullable String actor, @Nullable String target, boolean success) {
    return new EventSummary(
        new UUID(0, 1),
        action,
        "a1",
        actor,
        "nomad-client",
        "t1",
        target,
        Instant.parse("2026-01-12T13:50:54Z"),
        success,
        null);
  }

  /** Classes that record events name the action in the same file. */
  private static Set<String> recorded() throws IOException {
    try (Stream<Path> sources = Files.walk(MAIN)) {
      return sources
          .filter(source -> source.toString().endsWith(".java"))
          .map(KnownActionsTests::text)
          .filter(text -> text.contains("AuditLog audit") && text.contains("audit.record"))
          .flatMap(text -> ACTION.matcher(text).results())
          .map((MatchResult found) -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
