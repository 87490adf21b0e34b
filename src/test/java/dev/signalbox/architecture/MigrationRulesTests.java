package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Instances of the previous release run during a rolling update, so migrations only add: they
 * remove and rename nothing that release 0.1.0 or a later one uses, and new columns have a default
 * or allow null.
 */
class MigrationRulesTests {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** The major version of the last migration of release 0.1.0. */
  private static final int RELEASED = 16;

  private static final Pattern VERSION = Pattern.compile("V(\\d+)_.*\\.sql");
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

  private static final Pattern INCOMPATIBLE =
      Pattern.compile(
          "(?i)\\bdrop\\s+(?:table|column|view|type)\\b|\\brename\\b|\\balter\\s+column\\s+\\w+\\s+type\\b"
              + "|\\bset\\s+not\\s+null\\b"
              + "|\\badd\\s+column\\s+(?![^,;]*\\bdefault\\b)[^,;]*\\bnot\\s+null\\b");

  @Test
  void migrationsSinceTheFirstReleaseAreBackwardCompatible() throws IOException {
    List<String> violations = new ArrayList<>();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path file : files.filter(MigrationRulesTests::isNew).sorted().toList()) {
        if (isIncompatible(Files.readString(file))) {
          violations.add(file.getFileName().toString());
        }
      }
    }

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table a;",
        "alter table a drop column b;",
        "alter table a rename column b to c;",
        "alter table a rename to b;",
        "alter table a alter column b type bigint;",
        "alter table a alter column b set not null;",
        "alter table a\n  add column b text not null;",
      })
  void findsIncompatibleStatements(String sql) {
    assertThat(isIncompatible(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table a (b text not null);",
        "alter table a add column b text;",
        "alter table a add column b text not null default '';",
        "alter table a add column b text default '' not null;",
        "-- drop table a\ncreate index c on a (b);",
        "drop index c;",
      })
  void acceptsAdditions(String sql) {
    assertThat(isIncompatible(sql)).isFalse();
  }

  private static boolean isNew(Path file) {
    return VERSION
        .matcher(file.getFileName().toString())
        .results()
        .anyMatch(version -> Integer.parseInt(version.group(1)) > RELEASED);
  }

  private static boolean isIncompatible(String sql) {
    return INCOMPATIBLE.matcher(COMMENT.matcher(sql).replaceAll("")).find();
  }
}
