package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.state.FixedVelero;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsAttentionTests {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final FixedVelero velero = new FixedVelero(CLOCK, Duration.ofHours(24));
  private final SnapshotsAttention attention = new SnapshotsAttention(velero.state());

  @Test
  void reportsNothingWithinTheObjective() {
    velero.location("Available").backup("nightly", "Completed", NOW.minus(Duration.ofHours(8)));

    assertThat(attention.items()).isEmpty();
    assertThat(panel().status()).isEqualTo(StatusLabel.ok("Within objective"));
  }

  @Test
  void reportsAnOldOrMissingSnapshot() {
    assertThat(sentences()).containsExactly("There is no good snapshot");
    velero.backup("nightly", "Completed", NOW.minus(Duration.ofHours(30)));
    assertThat(sentences()).containsExactly("The last good snapshot is 1 d 6 h old");
    assertThat(panel().figures())
        .extracting(SummaryPanel.Figure::value)
        .containsExactly("1 d 6 h ago", "None", "0");
  }

  @Test
  void reportsMissedRunsAndAnUnavailableLocation() {
    velero
        .location("Unavailable")
        .schedule(
            "{'metadata':{'name':'daily','creationTimestamp':'2026-11-28T12:00:00Z'},"
                + "'spec':{'schedule':'0 2 * * *'},'status':{'phase':'Enabled'}}")
        .backup("manual", "Completed", NOW.minus(Duration.ofHours(2)));

    assertThat(sentences())
        .containsExactly(
            "Storage location default is unavailable", "Schedule daily missed 2 runs in 7 days");
    assertThat(attention.items().getLast().cause())
        .isEqualTo("The last one was expected at 30 Nov 2026, 02:00 UTC.");
  }

  @Test
  void reportsAnUnavailableLocationAsASystemThatIsDownWithItsCause() {
    velero
        .location("Unavailable", "NoSuchBucket: The specified bucket does not exist")
        .backup("manual", "Completed", NOW.minus(Duration.ofHours(2)));

    assertThat(attention.items())
        .containsExactly(
            AttentionItem.ofSystem(
                "Unavailable",
                "Storage location default is unavailable",
                "Snapshots can't be stored or restored. Velero reports: NoSuchBucket: The specified"
                    + " bucket does not exist",
                "Check the bucket and the credentials of the location.",
                "/snapshots/health"));
  }

  @Test
  void reportsEachUnavailableLocationWithTheTimeOfItsLastSync() {
    velero
        .location("Available")
        .storageLocation(
            "{'metadata':{'name':'offsite'},'status':{'phase':'Unavailable',"
                + "'lastSyncedTime':'2026-11-30T08:58:00Z'}}")
        .backup("manual", "Completed", NOW.minus(Duration.ofHours(2)));

    assertThat(attention.items())
        .containsExactly(
            AttentionItem.ofSystem(
                "Unavailable",
                "Storage location offsite is unavailable, last synced 30 Nov 2026, 08:58 UTC",
                "Its snapshots can't be restored, and schedules that use it fail.",
                "Check the bucket and the credentials of the location.",
                "/snapshots/health"));
  }

  @Test
  void reportsNothingWithoutVelero() {
    velero.backups().set(CacheStatus.State.ABSENT);

    assertThat(attention.items()).isEmpty();
    assertThat(panel().emptyReason())
        .isEqualTo("Velero is not installed, so there are no snapshots.");
  }

  @Test
  void namesOutdatedData() {
    assertThat(attention.outdatedData()).isNull();
    velero.backups().set(CacheStatus.State.STALE);
    assertThat(attention.outdatedData()).isEqualTo("Velero data from 00:00 UTC");
  }

  private SummaryPanel panel() {
    return new SnapshotsSummaryPanel(velero.state(), CLOCK).panel();
  }

  private List<String> sentences() {
    return attention.items().stream().map(AttentionItem::sentence).toList();
  }
}
