package dev.signalbox.snapshots.retention;

import static dev.signalbox.snapshots.retention.RetentionPlanTests.days;
import static dev.signalbox.snapshots.retention.RetentionPlanTests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.snapshots.retention.RetentionPreview.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetentionPreviewTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant TOMORROW = Instant.parse("2026-12-01T02:00:00Z");

  @Test
  void deletesOldBackupsAsNewOnesArrive() {
    RetentionPreview preview =
        RetentionPreview.of(policy(3, 0, 0, 0, null), days(0, 1, 2, 3), nights(5), NOW);

    assertThat(preview.deletions())
        .extracting(one -> one.candidate().name(), one -> one.at(), one -> one.cause())
        .containsExactly(
            tuple("d3", NOW, Cause.RULES),
            tuple("d2", TOMORROW, Cause.RULES),
            tuple("d1", night(1), Cause.RULES),
            tuple("d0", night(2), Cause.RULES));
  }

  @Test
  void deletesByAgeBetweenRuns() {
    RetentionPreview preview =
        RetentionPreview.of(
            policy(0, 0, 0, 0, Duration.ofHours(60)), days(0, 1, 2), nights(5), NOW);

    assertThat(preview.of("uid-d2"))
        .satisfies(
            one -> {
              assertThat(one).isNotNull();
              assertThat(one.at().truncatedTo(ChronoUnit.SECONDS))
                  .isEqualTo(Instant.parse("2026-11-30T14:00:00Z"));
            });
  }

  @Test
  void showsTheEndOfTheTimeToLiveAlsoOfTheLastGoodBackup() {
    Instant expiration = NOW.plus(3, ChronoUnit.HOURS);
    RetentionCandidate backup =
        new RetentionCandidate("u", "b", NOW.minusSeconds(60), true, null, expiration);

    assertThat(
            RetentionPreview.of(policy(9, 0, 0, 0, null), List.of(backup), nights(1), NOW)
                .deletions())
        .containsExactly(
            new RetentionPreview.PlannedDeletion(backup, expiration, Cause.TIME_TO_LIVE));
  }

  @Test
  void keepsTheLastGoodBackupWithoutFutureRuns() {
    RetentionPreview preview =
        RetentionPreview.of(
            policy(0, 0, 0, 0, Duration.ofDays(1)), days(0), List.of(night(90)), NOW);

    assertThat(preview.of("uid-d0")).isNotNull();
    assertThat(
            RetentionPreview.of(policy(0, 0, 0, 0, Duration.ofDays(1)), days(0), List.of(), NOW)
                .deletions())
        .isEmpty();
  }

  private static List<Instant> nights(int count) {
    return LongStream.range(0, count).mapToObj(RetentionPreviewTests::night).toList();
  }

  private static Instant night(long index) {
    return TOMORROW.plus(index, ChronoUnit.DAYS);
  }
}
