package dev.signalbox.velero.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronCheckTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 * * *       | at 02:00 every day",
        "0 2,14 * * *    | at 02:00 and 14:00 every day",
        "0 0 * * MON     | at 00:00 on Monday",
        "30 1 * * 1-5    | at 01:30 on Monday through Friday",
        "30 1 * * 0,6    | at 01:30 on Sunday and Saturday",
        "0 0 1 * *       | at 00:00 on day 1 of the month",
        "0 0 1 1,7 *     | at 00:00 on day 1 of the month in January and July",
        "0 0 1 * MON     | at 00:00 on day 1 of the month and on Monday",
        "0 */2 * * *     | at minute 0 of every 2nd hour every day",
        "0 */4 * * *     | at 00:00, 04:00, 08:00, 12:00, 16:00 and 20:00 every day",
        "15 8-18 * * *   | at minute 15 from hours 08 through 18 every day",
        "@hourly         | at minute 0 every day",
        "@weekly         | at 00:00 on Sunday",
        "@every 6h       | every 6h after the last backup",
        "@every 90m      | every 1h30m after the last backup",
        "@every 24h      | every 24h after the last backup",
      })
  void explainsExpressionsInWords(String text, String words) {
    assertThat(check(text, CronDialect.V3))
        .isInstanceOfSatisfying(
            CronCheck.Accepted.class,
            accepted -> assertThat(accepted.description()).isEqualTo(words));
  }

  @Test
  void explainsTheDifferenceOfTheDialects() {
    assertThat(accepted("0 0 1-3/2 * MON", CronDialect.V1).description())
        .isEqualTo("at 00:00 on day 1 and 3 of the month and on Monday");
    assertThat(accepted("0 0 */15 * MON", CronDialect.V1).description())
        .isEqualTo("at 00:00 on day 1, 16 and 31 of the month if it is Monday");
    assertThat(accepted("0 0 */15 * MON", CronDialect.V3).description())
        .isEqualTo("at 00:00 on day 1, 16 and 31 of the month and on Monday");
  }

  @Test
  void showsTheNextFiveRuns() {
    assertThat(accepted("0 2 * * *", CronDialect.V3).nextRuns())
        .hasSize(5)
        .startsWith(Instant.parse("2026-12-01T02:00:00Z"))
        .endsWith(Instant.parse("2026-12-05T02:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 31 2 *", "0 0 30 2 *", ", * * * *"})
  void refusesExpressionsThatNeverRun(String text) {
    assertThat(check(text, CronDialect.V1))
        .isInstanceOfSatisfying(
            CronCheck.Refused.class,
            refused -> assertThat(refused.message()).contains("always due"));
  }

  @Test
  void refusesWhatTheParserOfVeleroPanicsOn() {
    assertThat(check("CRON_TZ=UTC", CronDialect.V3))
        .isEqualTo(new CronCheck.Refused("A cron expression is missing after the time zone."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *          | 1 min",
        "*/10 * * * *       | 10 min",
        "0,14 3 * * *       | 14 min",
        "55,5 0,23 31,1 * * | 10 min",
        "@every 14m59s      | 14 min",
        "@every -5m         | 1 s",
      })
  void requiresConfirmationOfDenseRuns(String text, String gap) {
    assertThat(check(text, CronDialect.V1))
        .isInstanceOfSatisfying(
            CronCheck.TooDense.class,
            dense -> assertThat(dense.message()).startsWith("Runs are only " + gap + " apart."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/15 * * * *", "@every 15m", "0 0 29 2 *"})
  void acceptsRunsEvery15Minutes(String text) {
    assertThat(check(text, CronDialect.V1)).isInstanceOf(CronCheck.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V1 | 0 0 */2 * MON  | true",
        "V1 | 0 0 1 * */2    | true",
        "V3 | 0 0 */2 * MON  | false",
        "V1 | 0 0 */2 * *    | false",
        "V1 | 0 0 */1 * MON  | false",
        "V1 | 0 0 1 * MON    | false",
        "V1 | 0 0 * * MON    | false",
        "V1 | @every 6h      | false",
      })
  void warnsOfExpressionsThatChangeWithVelero115(CronDialect dialect, String text, boolean warns) {
    List<String> warnings = accepted(text, dialect).warnings();

    assertThat(warnings.stream().anyMatch(warning -> warning.contains("1.15"))).isEqualTo(warns);
  }

  @Test
  void warnsOfDaysThatShortMonthsLack() {
    assertThat(accepted("0 0 31 * *", CronDialect.V3).warnings())
        .containsExactly("Months without that day are skipped.");
    assertThat(accepted("0 0 1 * MON", CronDialect.V3).warnings())
        .containsExactly("Day of month and day of week are combined by OR.");
    assertThat(accepted("0 2 * * *", CronDialect.V3).warnings()).isEmpty();
  }

  @Test
  void namesTheShortestGap() {
    assertThat(check("@every 30s", CronDialect.V3))
        .isInstanceOfSatisfying(
            CronCheck.TooDense.class, dense -> assertThat(dense.message()).contains("30 s"));
  }

  private static CronCheck check(String text, CronDialect dialect) {
    return CronCheck.of(text, dialect, ZoneOffset.UTC, NOW);
  }

  private static CronCheck.Accepted accepted(String text, CronDialect dialect) {
    return (CronCheck.Accepted) check(text, dialect);
  }
}
