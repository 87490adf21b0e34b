package dev.signalbox.snapshots.retention;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.snapshots.retention.RetentionCandidate.Exemption;
import dev.signalbox.snapshots.retention.RetentionCandidate.Installation;
import dev.signalbox.snapshots.retention.RetentionCandidate.Series;
import dev.signalbox.snapshots.retention.RetentionPlan.KeepReason;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.ClusterIdentity;
import dev.signalbox.velero.StorageLocation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Good backups each day at 02:00, unless stated otherwise; now is 30 November 2026, a Monday. */
class RetentionPlanTests {

  static final Series NIGHTLY = new Series("nightly", BackupKind.FULL);

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void keepsTheLastBackups() {
    assertThat(deleted(policy(2, 0, 0, 0), days(0, 1, 2, 3))).containsExactly("d3", "d2");
  }

  @Test
  void keepsOneBackupADayWeekAndMonth() {
    List<RetentionCandidate> backups = new ArrayList<>(days(IntStream.range(0, 100).toArray()));
    backups.add(candidate("evening", NOW.minus(Duration.ofHours(1)), true, null));

    RetentionPlan plan = RetentionPlan.of(policy(0, 3, 3, 3), backups);

    assertThat(kept(plan, KeepReason.DAILY)).containsExactly("evening", "d1", "d2");
    assertThat(kept(plan, KeepReason.WEEKLY)).containsExactly("evening", "d1", "d8");
    assertThat(kept(plan, KeepReason.MONTHLY)).containsExactly("evening", "d30", "d61");
    assertThat(plan.deletions()).hasSize(101 - 6);
  }

  @Test
  void countsDaysWithBackupsOnly() {
    assertThat(deleted(policy(0, 2, 0, 0), days(1, 20, 30))).containsExactly("d30");
  }

  @Test
  void neverDeletesTheLastGoodBackup() {
    List<RetentionCandidate> backups =
        List.of(
            failed("f1", 1),
            failed("f2", 2),
            candidate("good", 40),
            failed("f50", 50),
            candidate("older", 60));

    RetentionPlan plan = RetentionPlan.of(policy(1, 0, 0, 0), backups);

    assertThat(plan.deletions())
        .extracting(RetentionCandidate::name)
        .containsExactly("older", "f50");
    assertThat(kept(plan, KeepReason.LAST_GOOD)).containsExactly("good");
    assertThat(kept(plan, KeepReason.NEWER_THAN_LAST_GOOD)).containsExactly("f1", "f2");
  }

  @Test
  void keepsEverythingWithoutAGoodBackup() {
    assertThat(deleted(policy(1, 0, 0, 0), List.of(failed("f1", 1), failed("f9", 9)))).isEmpty();
  }

  @Test
  void doesNotCountFailedBackups() {
    List<RetentionCandidate> backups =
        List.of(failed("f1", 1), candidate("a", 2), failed("f3", 3), candidate("b", 4));

    assertThat(deleted(policy(2, 0, 0, 0), backups)).containsExactly("f3");
  }

  @Test
  void keepsExemptBackups() {
    List<RetentionCandidate> backups = new ArrayList<>(days(0));
    for (Exemption exemption : Exemption.values()) {
      backups.add(candidate(exemption.name(), NOW.minus(Duration.ofDays(90)), true, exemption));
    }

    assertThat(deleted(policy(1, 0, 0, 0), backups)).isEmpty();
  }

  /** A pinned or manual backup can be the last good one; those of other clusters can't. */
  @Test
  void choosesTheLastGoodBackupOfThisCluster() {
    List<RetentionCandidate> backups =
        List.of(
            candidate("foreign", NOW.minusSeconds(60), true, Exemption.OTHER_CLUSTER),
            candidate("running", NOW.minusSeconds(90), false, Exemption.NOT_FINISHED),
            candidate("manual", NOW.minusSeconds(99), true, Exemption.OTHER_TRIGGER),
            candidate("scheduled", 10),
            candidate("older", 20));

    RetentionPlan plan = RetentionPlan.of(policy(1, 0, 0, 0), backups);

    assertThat(kept(plan, KeepReason.LAST_GOOD)).containsExactly("manual");
    assertThat(plan.deletions()).extracting(RetentionCandidate::name).containsExactly("older");
  }

  @Test
  void deletesNothingWithoutRules() {
    assertThat(deleted(policy(0, 0, 0, 0), days(0, 1, 500))).isEmpty();
  }

  @Test
  void namesKeptBackupsThatVeleroWillDelete() {
    RetentionCandidate pinned =
        new RetentionCandidate(
            "p",
            "p",
            NOW.minusSeconds(99),
            NIGHTLY,
            true,
            false,
            Exemption.KEPT,
            NOW.plusSeconds(99));

    assertThat(RetentionPlan.of(policy(1, 0, 0, 0), List.of(pinned)).expiringDespiteKeep())
        .containsExactly(pinned);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'status':{'phase':'Completed','startTimestamp':'2026-11-01T00:00:00Z'} |",
        "'status':{'phase':'InProgress','startTimestamp':'2026-11-01T00:00:00Z'} | NOT_FINISHED",
        "'status':{'phase':'Deleting','startTimestamp':'2026-11-01T00:00:00Z'} | NOT_FINISHED",
        "'status':{'phase':'Other','startTimestamp':'2026-11-01T00:00:00Z'} | NOT_FINISHED",
        "'status':{'phase':'Completed'} | NOT_FINISHED",
      })
  void appliesToFinishedBackups(String status, @Nullable Exemption exemption) {
    assertThat(exemption("'labels':{'velero.io/schedule-name':'n'}", status)).isEqualTo(exemption);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'labels':{} | OTHER_TRIGGER",
        "'labels':{'velero.io/schedule-name':'n'},'annotations':{'signalbox.dev/keep':'true'}"
            + " | KEPT",
        "'annotations':{'velero.io/source-cluster-k8s-minor-version':'35'} | OTHER_CLUSTER",
      })
  void appliesToScheduledBackupsOfThisCluster(String metadata, Exemption exemption) {
    assertThat(
            exemption(
                metadata, "'status':{'phase':'Completed','startTimestamp':'2026-11-01T00:00:00Z'}"))
        .isEqualTo(exemption);
  }

  /** Otherwise an hourly partial schedule would replace the nightly full backups. */
  @Test
  void appliesTheRulesToEachScheduleAndKind() {
    Series hourly = new Series("hourly", BackupKind.PARTIAL);
    List<RetentionCandidate> backups =
        List.of(
            of(hourly, "h1", 1, true),
            of(hourly, "h2", 2, true),
            of(hourly, "h3", 3, true),
            of(NIGHTLY, "n4", 4, true),
            of(NIGHTLY, "n5", 5, true),
            of(NIGHTLY, "n6", 6, true));

    assertThat(deleted(policy(2, 0, 0, 0), backups)).containsExactly("n6", "h3");
    assertThat(deleted(policy(0, 2, 0, 0), backups)).containsExactly("n6", "h3");
    assertThat(kept(RetentionPlan.of(policy(2, 0, 0, 0), backups), KeepReason.LAST_GOOD))
        .containsExactly("h1", "n4");
  }

  @Test
  void keepsAPartialBackupOfAPeriodWithoutAGoodOne() {
    List<RetentionCandidate> backups =
        List.of(
            of(NIGHTLY, "d0", 0, true),
            of(NIGHTLY, "p1", 1, false),
            of(NIGHTLY, "d2", 2, true),
            of(NIGHTLY, "p3", 3, false));

    assertThat(deleted(policy(0, 2, 0, 0), backups)).containsExactly("p3");
  }

  @ParameterizedTest
  @CsvSource({
    "Available, ReadOnly, READ_ONLY_LOCATION",
    "Unavailable, ReadWrite, UNAVAILABLE_LOCATION"
  })
  void appliesToBackupsInLocationsThatVeleroMayChange(
      String phase, String mode, Exemption exemption) {
    assertThat(
            exemption(
                "'labels':{'velero.io/schedule-name':'n'}",
                "'status':{'phase':'Completed','startTimestamp':'2026-11-01T00:00:00Z'}",
                location(phase, mode)))
        .isEqualTo(exemption);
  }

  @Test
  void appliesToBackupsOfTheInstallation() {
    assertThat(
            exemption(
                "'labels':{'velero.io/schedule-name':'n'}",
                "'spec':{'includedNamespaces':['other']},"
                    + "'status':{'phase':'Completed','startTimestamp':'2026-11-01T00:00:00Z'}"))
        .isEqualTo(Exemption.OTHER_NAMESPACE);
  }

  /** Invariants that hold for any policy and any backups. */
  @Test
  void neverLeavesAnInstallationWithoutItsLastGoodBackup() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      RetentionPolicy policy =
          policy(
              Math.max(0, random.nextInt(6) - 3),
              Math.max(0, random.nextInt(6) - 3),
              Math.max(0, random.nextInt(6) - 3),
              Math.max(0, random.nextInt(6) - 3));
      List<RetentionCandidate> backups = new ArrayList<>();
      for (int n = 0; n < random.nextInt(40); n++) {
        Instant start = NOW.minus(random.nextInt(2000), ChronoUnit.HOURS);
        Exemption[] exemptions = {null, null, null, Exemption.KEPT};
        backups.add(candidate("b" + n, start, random.nextBoolean(), exemptions[random.nextInt(4)]));
      }
      RetentionPlan plan = RetentionPlan.of(policy, backups);

      List<RetentionCandidate> left = new ArrayList<>(backups);
      left.removeAll(plan.deletions());
      assertThat(left.stream().anyMatch(RetentionCandidate::good))
          .isEqualTo(backups.stream().anyMatch(RetentionCandidate::good));
      assertThat(plan.deletions()).allMatch(one -> one.exemption() == null);
      assertThat(RetentionPlan.of(policy, left).deletions()).isEmpty();
    }
  }

  private static @Nullable Exemption exemption(String metadata, String status) {
    return exemption(metadata, status, location("Available", "ReadWrite"));
  }

  private static StorageLocation location(String phase, String mode) {
    return StorageLocation.read(
        json("{'spec':{'accessMode':'%s'},'status':{'phase':'%s'}}".formatted(mode, phase)));
  }

  private static @Nullable Exemption exemption(
      String metadata, String status, @Nullable StorageLocation location) {

    Backup backup = Backup.read(json("{'metadata':{" + metadata + "}," + status + "}"));
    return RetentionCandidate.of(
            backup,
            policy(1, 0, 0, 0),
            new Installation("ci", new ClusterIdentity("v1.34.1"), one -> location),
            one -> true)
        .exemption();
  }

  private static List<String> deleted(RetentionPolicy policy, List<RetentionCandidate> backups) {
    return RetentionPlan.of(policy, backups).deletions().stream()
        .map(RetentionCandidate::name)
        .toList();
  }

  private static List<String> kept(RetentionPlan plan, KeepReason reason) {
    return plan.decisions().stream()
        .filter(decision -> decision.reasons().contains(reason))
        .map(decision -> decision.candidate().name())
        .toList();
  }

  private static RetentionCandidate of(Series series, String name, int age, boolean good) {
    return new RetentionCandidate("uid-" + name, name, start(age), series, good, !good, null, null);
  }

  static RetentionPolicy policy(int last, int daily, int weekly, int monthly) {
    return new RetentionPolicy(
        last, daily, weekly, monthly, Set.of(BackupTrigger.SCHEDULE), ZoneOffset.UTC);
  }

  static List<RetentionCandidate> days(int... ages) {
    return IntStream.of(ages).mapToObj(age -> candidate("d" + age, age)).toList();
  }

  private static RetentionCandidate candidate(String name, int age) {
    return candidate(name, start(age), true, null);
  }

  private static RetentionCandidate failed(String name, int age) {
    return candidate(name, start(age), false, null);
  }

  private static Instant start(int age) {
    return Instant.parse("2026-11-30T02:00:00Z").minus(age, ChronoUnit.DAYS);
  }

  private static RetentionCandidate candidate(
      String name, Instant start, boolean good, @Nullable Exemption exemption) {
    return new RetentionCandidate(
        "uid-" + name, name, start, NIGHTLY, good, false, exemption, null);
  }
}
