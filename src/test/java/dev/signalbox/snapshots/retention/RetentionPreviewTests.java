package dev.signalbox.snapshots.retention;

import static dev.signalbox.snapshots.retention.RetentionPlanTests.NIGHTLY;
import static dev.signalbox.snapshots.retention.RetentionPlanTests.days;
import static dev.signalbox.snapshots.retention.RetentionPlanTests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.snapshots.retention.RetentionPreview.Cause;
import dev.signalbox.snapshots.retention.RetentionPreview.FutureRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetentionPreviewTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant TOMORROW = Instant.parse("2026-12-01T02:00:00Z");

  @Test
  void deletesOldBackupsAsNewOnesArrive() {
    RetentionPreview preview =
        RetentionPreview.of(policy(3, 0, 0, 0), days(0, 1, 2, 3), nights(5), NOW);

    assertThat(preview.deletions())
        .extracting(one -> one.candidate().name(), one -> one.at(), one -> one.cause())
        .containsExactly(
            tuple("d3", NOW, Cause.RULES),
            tuple("d2", TOMORROW, Cause.RULES),
            tuple("d1", night(1), Cause.RULES),
            tuple("d0", night(2), Cause.RULES));
  }

  @Test
  void showsTheEndOfTheTimeToLiveAlsoOfTheLastGoodBackup() {
    Instant expiration = NOW.plus(3, ChronoUnit.HOURS);
    RetentionCandidate backup =
        new RetentionCandidate(
            "u", "b", NOW.minusSeconds(60), NIGHTLY, true, false, null, expiration);

    assertThat(RetentionPreview.of(policy(9, 0, 0, 0), List.of(backup), nights(1), NOW).deletions())
        .containsExactly(
            new RetentionPreview.PlannedDeletion(backup, expiration, Cause.TIME_TO_LIVE));
  }

  @Test
  void withoutRulesOnlyTheTimeToLiveEnds() {
    RetentionCandidate first = expiring("first", Duration.ofDays(1));
    RetentionCandidate second = expiring("second", Duration.ofDays(3));
    RetentionCandidate later = expiring("later", Duration.ofDays(9));

    assertThat(
            RetentionPreview.of(policy(0, 0, 0, 0), List.of(later, second, first), nights(5), NOW)
                .deletions())
        .extracting(one -> one.candidate().name(), one -> one.at(), one -> one.cause())
        .containsExactly(
            tuple("first", first.expiresAt(), Cause.TIME_TO_LIVE),
            tuple("second", second.expiresAt(), Cause.TIME_TO_LIVE));
  }

  @Test
  void keepsTheLastGoodBackupWithoutFutureRuns() {
    RetentionPreview preview =
        RetentionPreview.of(
            policy(1, 0, 0, 0), days(0), List.of(new FutureRun(night(90), NIGHTLY)), NOW);

    assertThat(preview.deletions()).extracting(one -> one.candidate().uid()).contains("uid-d0");
    assertThat(RetentionPreview.of(policy(1, 0, 0, 0), days(0), List.of(), NOW).deletions())
        .isEmpty();
  }

  @Test
  void looksAheadForTwoMonthsWithThousandsOfBackups() {
    List<RetentionCandidate> backups = days(IntStream.range(0, 2000).toArray());
    List<FutureRun> hourly =
        LongStream.range(0, 60 * 24)
            .mapToObj(hour -> new FutureRun(NOW.plus(hour, ChronoUnit.HOURS), NIGHTLY))
            .toList();
    RetentionPolicy policy = policy(7, 7, 4, 12);

    Duration fastest =
        IntStream.range(0, 5)
            .mapToObj(
                i -> {
                  long start = System.nanoTime();
                  assertThat(RetentionPreview.of(policy, backups, hourly, NOW).deletions())
                      .hasSizeGreaterThan(1900);
                  return Duration.ofNanos(System.nanoTime() - start);
                })
            .min(Duration::compareTo)
            .orElseThrow();

    assertThat(fastest).isLessThan(Duration.ofMillis(500));
  }

  private static RetentionCandidate expiring(String name, Duration in) {
    return new RetentionCandidate(
        "uid-" + name, name, NOW.minusSeconds(60), NIGHTLY, true, false, null, NOW.plus(in));
  }

  private static List<FutureRun> nights(int count) {
    return LongStream.range(0, count)
        .mapToObj(index -> new FutureRun(night(index), NIGHTLY))
        .toList();
  }

  private static Instant night(long index) {
    return TOMORROW.plus(index, ChronoUnit.DAYS);
  }
}
