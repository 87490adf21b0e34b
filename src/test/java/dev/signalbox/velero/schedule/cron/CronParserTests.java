package dev.signalbox.velero.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of robfig/cron 1.1.0 and 3.0.1. */
class CronParserTests {

  /** A Sunday. */
  private static final Instant NOW = Instant.parse("2026-08-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 * * *         | 2026-08-31T02:00 2026-09-01T02:00",
        "0 0 1 * MON       | 2026-08-31T00:00 2026-09-01T00:00 2026-09-07T00:00",
        "0 0 1-31 * MON    | 2026-08-31T00:00 2026-09-01T00:00 2026-09-02T00:00",
        "0 0 ? * ?         | 2026-08-31T00:00 2026-09-01T00:00",
        "0 0 * * sun       | 2026-09-06T00:00 2026-09-13T00:00",
        "0 0 * * mon-fri   | 2026-08-31T00:00 2026-09-01T00:00",
        "0 0 1 JAN-mar *   | 2027-01-01T00:00 2027-02-01T00:00 2027-03-01T00:00 2028-01-01T00:00",
        "30 22/1 * * *     | 2026-08-30T22:30 2026-08-30T23:30 2026-08-31T22:30",
        "0 0 29 2 *        | 2028-02-29T00:00",
        "0,,30, 3 * * *    | 2026-08-31T03:00 2026-08-31T03:30",
        "  5   4 * * *     | 2026-08-31T04:05",
        "*/100 4 * * *     | 2026-08-31T04:00 2026-09-01T04:00",
        "+5 4 * * *        | 2026-08-31T04:05",
        "0 0 */1 * MON     | 2026-08-31T00:00 2026-09-07T00:00",
        "0 0 *-3 * MON     | 2026-08-31T00:00 2026-09-07T00:00",
        "@yearly           | 2027-01-01T00:00",
        "@annually         | 2027-01-01T00:00",
        "@monthly          | 2026-09-01T00:00 2026-10-01T00:00",
        "@weekly           | 2026-09-06T00:00",
        "@daily            | 2026-08-31T00:00",
        "@midnight         | 2026-08-31T00:00",
        "@hourly           | 2026-08-30T13:00 2026-08-30T14:00",
        "@every 6h         | 2026-08-30T18:00 2026-08-31T00:00",
        "@every 24h30m     | 2026-08-31T12:30 2026-09-01T13:00",
      })
  void findsTheSameRunsInBothDialects(String text, String runs) throws CronSyntaxException {
    for (CronDialect dialect : CronDialect.values()) {
      assertRuns(CronParser.parse(text, dialect, ZoneOffset.UTC), runs);
    }
  }

  /** A step on a star keeps the meaning of the star up to Velero 1.14 only. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V1 | 0 0 */2 * MON | 2026-08-31T00:00 2026-09-07T00:00 2026-09-21T00:00",
        "V3 | 0 0 */2 * MON | 2026-08-31T00:00 2026-09-01T00:00 2026-09-03T00:00",
        "V1 | 0 0 10 * */2  | 2026-09-10T00:00 2026-10-10T00:00 2026-11-10T00:00",
        "V3 | 0 0 10 * */2  | 2026-09-01T00:00 2026-09-03T00:00 2026-09-05T00:00",
        "V3 | TZ=UTC 0 2 * * *              | 2026-08-31T02:00",
        "V3 | TZ= 0 2 * * *                 | 2026-08-31T02:00",
        "V3 | CRON_TZ=Europe/Paris 0 2 * * * | 2026-08-31T00:00 2026-09-01T00:00",
        "V3 | CRON_TZ=Europe/Paris @daily   | 2026-08-30T22:00",
      })
  void findsTheRunsOfADialect(CronDialect dialect, String text, String runs)
      throws CronSyntaxException {
    assertRuns(CronParser.parse(text, dialect, ZoneOffset.UTC), runs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0 0 2 * * *",
        "0 2 * *",
        "* * * * 7",
        "0 0 * * 5-1",
        "0 0 L * *",
        "0 0 15W * *",
        "0 0 * * 5#2",
        "0 0 * * 5L",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * 0 *",
        "* * * january *",
        "*/0 * * * *",
        "*/-1 * * * *",
        "-5 * * * *",
        "1-2-3 * * * *",
        "1/2/3 * * * *",
        "1- * * * *",
        "a * * * *",
        "99999999999999999999 * * * *",
        "@reboot",
        "@Daily",
        " @daily",
        "@every",
        "@every 1d",
        "@every  6h",
        "@every 6 h",
        "CRON_TZ=UTC",
        "TZ=Europe/Paris",
        "CRON_TZ=UTC ",
        "CRON_TZ=+02:00 0 2 * * *",
        "CRON_TZ=../etc 0 2 * * *",
        "cron_tz=UTC 0 2 * * *",
      })
  void refusesWhatBothDialectsRefuse(String text) {
    for (CronDialect dialect : CronDialect.values()) {
      assertThatThrownBy(() -> CronParser.parse(text, dialect, ZoneOffset.UTC))
          .isInstanceOf(CronSyntaxException.class)
          .hasMessageMatching("(?s)[A-Z\"].*\\.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRON_TZ=Europe/Paris 0 2 * * *", "TZ=UTC 0 2 * * *", "TZ=UTC @daily"})
  void refusesTimeZonesUpToVelero114(String text) {
    assertThatThrownBy(() -> CronParser.parse(text, CronDialect.V1, ZoneOffset.UTC))
        .hasMessageContaining("1.15");
  }

  @ParameterizedTest
  @EnumSource(CronDialect.class)
  void acceptsShortIntervalsAsVeleroDoes(CronDialect dialect) throws CronSyntaxException {
    for (String text : new String[] {"@every -5m", "@every 1s", "@every 0s", "@every 1.9s"}) {
      assertThat(CronParser.parse(text, dialect, ZoneOffset.UTC))
          .isEqualTo(new IntervalSchedule(Duration.ofSeconds(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 31 2 *", "0 0 30 2 *", "0 0 31 4,6,9,11 *", ", 0 * * *"})
  void findsNoRunOfImpossibleDates(String text) throws CronSyntaxException {
    assertThat(CronParser.parse(text, CronDialect.V3, ZoneOffset.UTC).next(NOW)).isNull();
  }

  @Test
  void skipsTimesThatDaylightSavingSkipsAndRepeatsThoseThatItRepeats() throws CronSyntaxException {
    CronSchedule berlin =
        CronParser.parse("30 2 * * *", CronDialect.V1, ZoneId.of("Europe/Berlin"));

    assertThat(berlin.next(Instant.parse("2026-03-28T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
    assertThat(berlin.next(Instant.parse("2026-10-24T12:00:00Z"), 3))
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T01:30:00Z"),
            Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void startsAfterTheGivenInstant() throws CronSyntaxException {
    CronSchedule daily = CronParser.parse("0 2 * * *", CronDialect.V3, ZoneOffset.UTC);

    assertThat(daily.next(Instant.parse("2026-08-30T01:59:59.999Z")))
        .isEqualTo(Instant.parse("2026-08-30T02:00:00Z"));
    assertThat(daily.next(Instant.parse("2026-08-30T02:00:00Z")))
        .isEqualTo(Instant.parse("2026-08-31T02:00:00Z"));
  }

  private static void assertRuns(CronSchedule schedule, String runs) {
    List<Instant> expected =
        Arrays.stream(runs.split(" ")).map(run -> Instant.parse(run + ":00Z")).toList();
    assertThat(schedule.next(NOW, expected.size())).isEqualTo(expected);
  }
}
