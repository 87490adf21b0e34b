package dev.signalbox.snapshots.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.schedule.cron.CronCheck;
import dev.signalbox.velero.schedule.cron.CronDialect;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CronPreviewTests {

  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  @Test
  void listsTheNextFiveRunsInUtcAndTheZoneOfTheServer() {
    CronPreview preview = preview("0 2 * * *", ZoneId.of("Europe/Paris"));

    assertThat(preview.zone()).isEqualTo("Europe/Paris");
    assertThat(preview.runs()).hasSize(5);
    assertThat(preview.runs().getFirst())
        .isEqualTo(
            new CronPreview.Run(
                "2026-01-16T01:00:00Z", "Fri 16 Jan 2026, 01:00 UTC", "Fri 16 Jan 2026, 02:00"));
  }

  @Test
  void namesNoServerZoneIfItIsUtc() {
    assertThat(preview("@daily", ZoneOffset.UTC).zone()).isNull();
  }

  @Test
  void showsWhyAnExpressionIsRefused() {
    assertThat(preview("0 0 31 2 *", ZoneOffset.UTC))
        .satisfies(preview -> assertThat(preview.error()).contains("next 5 years"))
        .satisfies(preview -> assertThat(preview.runs()).isEmpty());
  }

  @Test
  void asksForAConfirmationOfDenseRuns() {
    assertThat(preview("*/5 * * * *", ZoneOffset.UTC).confirmation()).contains("5 min");
  }

  private static CronPreview preview(String cron, ZoneId zone) {
    return CronPreview.of(CronCheck.of(cron, CronDialect.V3, zone, NOW), zone);
  }
}
