package dev.signalbox.sandbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules of the simulated server; the clock starts at 2026-01-15T09:00:00Z, a Thursday. */
class VeleroScheduleTests {

  @Test
  void createsBackupsWithNameAndLabel() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      createSchedule(velero, "30 9 * * *", "");
      velero.advance(Duration.ofMinutes(29));
      assertThat(velero.list("backups")).isEmpty();

      velero.advance(Duration.ofMinutes(2));
      assertThat(velero.names("backups"))
          .singleElement()
          .asString()
          .matches("nightly-2026011509(29|3[01])\\d{2}");
      assertThat(ObjectJson.label(velero.list("backups").getFirst(), "velero.io/schedule-name"))
          .isEqualTo("nightly");
      assertThat(ObjectJson.label(velero.list("backups").getFirst(), "kind")).isEqualTo("full");
      assertThat(velero.phase("schedules", "nightly")).isEqualTo("Enabled");
    }
  }

  @Test
  void doesNotRunWhilePaused() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      createSchedule(velero, "30 9 * * *", ",\"paused\":true");
      velero.advance(Duration.ofHours(2));
      assertThat(velero.list("backups")).isEmpty();
    }
  }

  @Test
  void skipsTheRunThatIsDueAfterAPause() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      createSchedule(velero, "30 9 * * *", ",\"paused\":true");
      velero.advance(Duration.ofHours(2));
      velero.update(
          "schedules",
          "nightly",
          one -> ObjectJson.member(one, "spec").put("paused", false).put("skipImmediately", true));
      velero.advance(Duration.ofMinutes(1));

      assertThat(velero.list("backups")).isEmpty();
      assertThat(velero.get("schedules", "nightly").at("/spec/skipImmediately").asBoolean())
          .isFalse();
      assertThat(velero.get("schedules", "nightly").at("/status/lastSkipped").asString(""))
          .isNotEmpty();
    }
  }

  @Test
  void runsAtOnceAfterAPauseWithoutSkipping() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      createSchedule(velero, "30 9 * * *", ",\"paused\":true");
      velero.advance(Duration.ofHours(2));
      velero.update(
          "schedules", "nightly", one -> ObjectJson.member(one, "spec").put("paused", false));
      velero.advance(Duration.ofSeconds(5));
      assertThat(velero.list("backups")).hasSize(1);
    }
  }

  @Test
  void refusesInvalidExpressions() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      createSchedule(velero, "0 0 9 * * *", "");
      velero.advance(Duration.ofSeconds(1));
      assertThat(velero.phase("schedules", "nightly")).isEqualTo("FailedValidation");
      assertThat(velero.get("schedules", "nightly").at("/status/validationErrors/0").asString(""))
          .contains("expected exactly 5 fields, found 6");
    }
  }

  @Test
  void runsAtEachReconciliationIfTheDateNeverComes() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_7)) {
      createSchedule(velero, "0 0 31 2 *", "");
      velero.advance(Duration.ofSeconds(3));
      assertThat(velero.list("backups")).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'0 2 * * *', 2026-01-16T02:00:00Z",
    "'*/15 * * * *', 2026-01-15T09:15:00Z",
    "'0 0 1 * MON', 2026-01-19T00:00:00Z",
    "'@weekly', 2026-01-18T00:00:00Z",
    "'@every 6h', 2026-01-15T15:00:00Z",
    "'CRON_TZ=Europe/Paris 0 2 * * *', 2026-01-16T01:00:00Z"
  })
  void computesTheNextTime(String expression, Instant next) {
    assertThat(CronExpressions.next(expression, Instant.parse("2026-01-15T09:00:00Z")))
        .isEqualTo(next);
  }

  private static void createSchedule(VeleroScenario velero, String cron, String moreSpec) {
    velero.create(
        """
        {"apiVersion":"velero.io/v1","kind":"Schedule",
         "metadata":{"namespace":"velero","name":"nightly","labels":{"kind":"full"}},
         "spec":{"schedule":"%s","template":{"includedNamespaces":["circleci-server"]}%s}}
        """
            .formatted(cron, moreSpec));
  }
}
