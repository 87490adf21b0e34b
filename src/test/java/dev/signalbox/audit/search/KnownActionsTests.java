package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody has to guess what an action means. */
class KnownActionsTests {

  private static final Path MAIN = Path.of("src/main/java/dev/signalbox");

  /** An action as a line of code names it. */
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
  void describesTheActionsOfTheGuide(String action) {
    assertThat(KnownActions.description(action)).endsWith(".");
  }

  @Test
  void describesEveryActionThatTheConsoleWrites() throws IOException {
    Set<String> written = written();

    assertThat(written).contains("user.suspended", "audit_log.downloaded", "user.permission.reset");
    assertThat(written)
        .allSatisfy(action -> assertThat(KnownActions.description(action)).endsWith("."));
  }

  @Test
  void showsOthersAsTheyAre() {
    assertThat(KnownActions.description("deploy.started")).isEmpty();
  }

  /** Whoever writes into the log names the action in the same file. */
  private static Set<String> written() throws IOException {
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
