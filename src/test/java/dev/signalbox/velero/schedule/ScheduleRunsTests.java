package dev.signalbox.velero.schedule;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.schedule.cron.CronDialect;
import dev.signalbox.velero.schedule.cron.CronParser;
import dev.signalbox.velero.schedule.cron.CronSchedule;
import dev.signalbox.velero.schedule.cron.CronSyntaxException;
import dev.signalbox.velero.schedule.cron.IntervalSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule that runs at 02:00 each night. */
class ScheduleRunsTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant SINCE = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void findsNoMissedRun() {
    ScheduleRuns runs = compare("", NOW, "27T02:00:20", "28T02:00:50", "29T02:01", "30T02:00");

    assertThat(runs.missed()).isEmpty();
  }

  @Test
  void findsRunsWithoutABackup() {
    ScheduleRuns runs = compare("", NOW, "27T02:00:20", "30T02:00:10");

    assertThat(runs.missed()).containsExactly(day("28T02:00"), day("29T02:00"));
  }

  @Test
  void acceptsALateRun() {
    assertThat(compare("", NOW, "27T02:00", "28T02:00", "29T02:00", "30T11:30").missed()).isEmpty();
  }

  @Test
  void waitsUntilABackupMayHaveStarted() {
    Instant shortlyAfter = Instant.parse("2026-11-30T02:04:59Z");

    assertThat(compare("", shortlyAfter, "27T02:00", "28T02:00", "29T02:00").missed()).isEmpty();
    assertThat(
            compare("", shortlyAfter.plusSeconds(1), "27T02:00", "28T02:00", "29T02:00").missed())
        .hasSize(1);
  }

  @Test
  void expectsNoRunsBeforeTheCreation() {
    String created = "'metadata':{'name':'nightly','creationTimestamp':'2026-11-29T12:00:00Z'}";

    assertThat(compare(created, NOW).missed()).containsExactly(day("30T02:00"));
  }

  @Test
  void expectsNoRunsWhilePaused() {
    String paused = "'spec':{'paused':true}";

    assertThat(compare(paused, NOW).missed()).isEmpty();
    assertThat(compare(paused, NOW).next()).isNull();
  }

  @Test
  void acceptsARunThatWasSkippedOnRequest() {
    assertThat(
            compare(
                    "'status':{'lastSkipped':'2026-11-30T02:00:30Z'}",
                    NOW,
                    "27T02:00",
                    "28T02:00",
                    "29T02:00")
                .missed())
        .isEmpty();
  }

  /** Velero skips one when a schedule is changed or resumed; its times were others before. */
  @Test
  void countsOnlySinceTheLastSkip() {
    assertThat(compare("'status':{'lastSkipped':'2026-11-29T12:00:00Z'}", NOW, "30T02:00").missed())
        .isEmpty();
  }

  /** Velero notices that an interval is over up to a minute later, and counts from there. */
  @Test
  void followsTheDriftOfIntervals() {
    List<Instant> runs =
        IntStream.range(0, 23)
            .mapToObj(i -> SINCE.plusSeconds(60).plus(Duration.ofSeconds(i * (4 * 3600L + 50))))
            .toList();

    assertThat(
            ScheduleRuns.compare(
                    schedule(""),
                    new IntervalSchedule(Duration.ofHours(4)),
                    runs,
                    SINCE,
                    runs.getLast().plusSeconds(60))
                .missed())
        .isEmpty();
    assertThat(
            ScheduleRuns.compare(
                    schedule(""),
                    new IntervalSchedule(Duration.ofHours(4)),
                    runs,
                    SINCE,
                    runs.getLast().plus(Duration.ofHours(9)))
                .missed())
        .hasSize(2);
  }

  @Test
  void countsTheLastBackupOfTheScheduleAlsoIfItWasDeleted() {
    assertThat(
            compare(
                    "'status':{'lastBackup':'2026-11-30T02:00:30Z'}",
                    NOW,
                    "27T02:00",
                    "28T02:00",
                    "29T02:00")
                .missed())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'status':{'lastBackup':'2026-11-30T02:00:30Z'}                        | 2026-12-01T02:00",
        "'status':{'lastBackup':'2026-11-28T02:00:30Z'}                        | 2026-11-30T12:00",
        "'spec':{'skipImmediately':true},'status':{'lastBackup':'2026-11-28T02:00:30Z'}"
            + " | 2026-12-01T02:00",
        "'status':{'lastSkipped':'2026-11-30T11:00:00Z'}                       | 2026-12-01T02:00",
        "'status':{'phase':'FailedValidation'}                                 |",
      })
  void computesTheNextRunAsVeleroDoes(String fields, @Nullable String next) {
    String created = ",'metadata':{'creationTimestamp':'2026-11-01T12:00:00Z'}";

    assertThat(ScheduleRuns.next(schedule(fields + created), cron(), NOW))
        .isEqualTo(next == null ? null : Instant.parse(next + ":00Z"));
  }

  private static ScheduleRuns compare(String fields, Instant now, String... starts) {
    List<Instant> runs = Arrays.stream(starts).map(ScheduleRunsTests::day).toList();
    return ScheduleRuns.compare(schedule(fields), cron(), runs, SINCE, now);
  }

  private static BackupSchedule schedule(String fields) {
    return BackupSchedule.read(json("{" + fields + "}"));
  }

  private static CronSchedule cron() {
    try {
      return CronParser.parse("0 2 * * *", CronDialect.V3, ZoneOffset.UTC);
    } catch (CronSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Instant day(String time) {
    return Instant.parse("2026-11-" + time + (time.length() > 8 ? "Z" : ":00Z"));
  }
}
