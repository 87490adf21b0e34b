package dev.signalbox.velero.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogfmtParserTests {

  @Test
  void readsALineOfVelero() {
    BackupLogLine line =
        LogfmtParser.parse(
            "time=\"2026-11-30T02:00:05Z\" level=error msg=\"Error backing up item\""
                + " backup=velero/nightly-20261130020000 error=\"pods \\\"web-0\\\" not found\""
                + " logSource=\"pkg/backup/backup.go:417\" name=web-0 namespace= resource=pods");

    assertThat(line.time()).isEqualTo(Instant.parse("2026-11-30T02:00:05Z"));
    assertThat(line.isError()).isTrue();
    assertThat(line.message()).isEqualTo("Error backing up item");
    assertThat(line.field("error")).isEqualTo("pods \"web-0\" not found");
    assertThat(line.field("backup")).isEqualTo("velero/nightly-20261130020000");
    assertThat(line.field("namespace")).isEmpty();
    assertThat(line.fields().keySet())
        .containsExactly("backup", "error", "logSource", "name", "namespace", "resource");
  }

  @ParameterizedTest
  @CsvSource({
    "warning, false, true",
    "warn, false, true",
    "error, true, false",
    "fatal, true, false",
    "panic, true, false",
    "info, false, false",
    "'', false, false",
  })
  void recognizesLevels(String level, boolean error, boolean warning) {
    BackupLogLine line = LogfmtParser.parse("level=" + level + " msg=x");

    assertThat(line.isError()).isEqualTo(error);
    assertThat(line.isWarning()).isEqualTo(warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text",
        "=value",
        "\"quoted\"",
        "goroutine 1 [running]: a=b",
        "msg=\"ok\" then text",
        "",
        "   ",
        "key",
        "\u0000\u0001",
      })
  void keepsOtherLinesAsTheMessage(String line) {
    assertThat(LogfmtParser.parse(line)).isEqualTo(new BackupLogLine(null, "", line, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "msg=\"a\\nb\\tc\\rd\"   | 'a\nb\tc\rd'",
        "msg=\"\\\\ \\\"\"       | '\\ \"'",
        "msg=\"\\x41\\u00e4\"    | Aä",
        "msg=\"\\U0001F600\"     | 😀",
        "msg=\"\\UFFFFFFFF\"     | \uFFFD",
        "msg=\"\\u12\"           | '\\u12'",
        "msg=\"\\xzz\"           | '\\xzz'",
        "msg=\"not closed        | not closed",
        "msg=\"\\                | '\\'",
        "msg=unquoted            | unquoted",
        "msg=first msg=second    | first",
        "msg=a=b                 | a=b",
      })
  void readsQuotedValues(String line, String message) {
    assertThat(LogfmtParser.parse(line).message()).isEqualTo(message);
  }

  @Test
  void ignoresAMalformedTime() {
    BackupLogLine line = LogfmtParser.parse("time=yesterday level=info msg=x");

    assertThat(line.time()).isNull();
    assertThat(line.message()).isEqualTo("x");
  }

  @Test
  @Timeout(10)
  void readsALineOf5Megabytes() {
    String message = "\\\"a ".repeat(5_000_000 / 4);

    BackupLogLine line = LogfmtParser.parse("level=info msg=\"" + message + "\" name=x");

    assertThat(line.message()).hasSize(message.length() / 4 * 3);
    assertThat(line.field("name")).isEqualTo("x");
  }

  @Test
  void acceptsAnyText() {
    Random random = new Random(3);
    String alphabet = "ab= \"\\nxuU0\uD83D\uDE00\u0000\t";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 0; n < random.nextInt(30); n++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(LogfmtParser.parse(text.toString()).message()).isNotNull();
    }
  }
}
