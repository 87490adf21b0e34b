package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Singular and plural of counts in findings and checkpoints. */
class AuditCountTextTests {

  @ParameterizedTest
  @CsvSource({"1, 1 event of 2026-01 is", "2, 2 events of 2026-01 are", "1000, '1,000 events of'"})
  void countsMissingEvents(long events, String beginning) {
    assertThat(IntegrityFinding.missingBeyondArchive(YearMonth.of(2026, 1), events).text())
        .startsWith(beginning)
        .endsWith(" neither in the database nor in the archive.");
  }

  @ParameterizedTest
  @CsvSource({"1, 1 event", "2, 2 events"})
  void countsTheEventsOfACheckpoint(long events, String count) {
    assertThat(new Checkpoint(7, "00ff").line(events, Instant.parse("2026-01-15T10:00:00Z")))
        .isEqualTo("Audit checkpoint: seal 7, mac 00ff, " + count + ", 2026-01-15T10:00:00Z");
  }
}
