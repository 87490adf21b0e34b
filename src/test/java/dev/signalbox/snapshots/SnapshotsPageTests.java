package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.health.VeleroHealth;
import dev.signalbox.velero.state.FixedVelero;
import dev.signalbox.velero.status.SnapshotHealth.Checked;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.SummaryPanel.Figure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // a missing value fails the test
class SnapshotsPageTests {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration OBJECTIVE = Duration.ofHours(24);

  private final FixedVelero velero = new FixedVelero(CLOCK, OBJECTIVE);

  @Test
  void listsTheNewestSnapshotFirst() {
    velero
        .backup("old", "Completed", hoursAgo(30))
        .backup("new", "Completed", hoursAgo(2))
        .backup("failed", "Failed", hoursAgo(5));

    SnapshotsPage page = page("/snapshots");

    assertThat(names(page)).containsExactly("new", "failed", "old");
    assertThat(page.summary())
        .isEqualTo("0 running · 2 completed · 0 partial · 1 failed · 3 total");
    assertThat(page.chips())
        .extracting(FilterChip::label, FilterChip::count)
        .contains(tuple("Completed", 2L));
  }

  @Test
  void showsSpeedAndRemainingTimeOfARunningSnapshot() {
    velero
        .backup("running", "InProgress", hoursAgo(1))
        .volume("running", "Completed", hoursAgo(1), 1L << 30, 1L << 30)
        .volume("running", "InProgress", hoursAgo(1), 1L << 29, 1L << 31);

    SnapshotLine line = page("/snapshots").snapshots().items().getFirst();

    assertThat(line.progress()).isEqualTo("1 of 2 volumes · 1.5 GiB of 3.0 GiB");
    assertThat(line.percent()).isEqualTo(50);
    assertThat(line.volumes())
        .extracting(VolumeLine::progress)
        .containsExactly(null, "512.0 MiB of 2.0 GiB");
    assertThat(line.duration()).isEqualTo("1 h");
  }

  @Test
  void showsNoPercentageWhileAVolumeIsScanned() {
    velero
        .backup("running", "InProgress", hoursAgo(1))
        .volume("running", "InProgress", hoursAgo(1), 0, 0);

    SnapshotLine line = page("/snapshots").snapshots().items().getFirst();

    assertThat(line.percent()).isNull();
    assertThat(line.volumes())
        .extracting(VolumeLine::progress)
        .containsExactly("scanning the volume");
  }

  @Test
  void showsACompletedSnapshotWithoutTheDataOfAVolumeAsPartial() {
    velero
        .backup("nightly", "Completed", hoursAgo(2))
        .volume("nightly", "Failed", hoursAgo(2), 10, 100);

    SnapshotsPage page = page("/snapshots?state=partial");

    assertThat(names(page)).containsExactly("nightly");
    SnapshotLine line = page.snapshots().items().getFirst();
    assertThat(line.status().text()).isEqualTo("Incomplete");
    assertThat(line.phase()).isEqualTo("Completed");
    assertThat(page.protection().status().text()).isEqualTo("No good snapshot");
  }

  @Test
  void showsAnUnknownPhaseAsVeleroReportsIt() {
    velero.backup("odd", "Quarantined", hoursAgo(2)).backup("fresh", "", hoursAgo(1));

    assertThat(page("/snapshots").snapshots().items())
        .extracting(SnapshotLine::name, line -> line.status().text(), SnapshotLine::phase)
        .containsExactly(
            tuple("fresh", "Queued", "no phase yet"), tuple("odd", "Unknown", "Quarantined"));
  }

  @Test
  void ratesTheAgeOfTheLastGoodSnapshot() {
    velero.location("Available").backup("nightly", "Completed", hoursAgo(8));
    assertThat(page("/snapshots").protection())
        .satisfies(
            protection -> {
              assertThat(protection.status().text()).isEqualTo("Within objective");
              assertThat(protection.sentence())
                  .isEqualTo(
                      "A restore now would lose the changes of the last 8 h. The objective is"
                          + " 24 h.".replace("24 h", "1 d"));
              assertThat(protection.figures())
                  .extracting(Figure::label, Figure::value)
                  .containsExactly(
                      tuple("Last good snapshot", "8 h ago"),
                      tuple("Next run", "None"),
                      tuple("Storage location", "Available"),
                      tuple("Node agents ready", "0"));
            });

    FixedVelero late = new FixedVelero(CLOCK, Duration.ofHours(4));
    late.backup("nightly", "Completed", hoursAgo(8));
    assertThat(page("/snapshots", late).protection().status().text())
        .isEqualTo("Objective exceeded");
  }

  @Test
  void countsMissedRunsAndShowsTheNextOne() {
    velero
        .schedule(
            "{'metadata':{'name':'daily','creationTimestamp':'2026-11-27T12:00:00Z'},"
                + "'spec':{'schedule':'0 2 * * *'},'status':{'phase':'Enabled'}}")
        .backup(
            "{'metadata':{'name':'daily-1','uid':'1','labels':{'velero.io/schedule-name':'daily'}},"
                + "'status':{'phase':'Completed','startTimestamp':'2026-11-28T02:00:20Z'}}");

    SnapshotsPage page = page("/snapshots?schedule=daily");

    assertThat(names(page)).containsExactly("daily-1");
    assertThat(page.protection().sentence()).contains("2 scheduled runs were missed in 7 days.");
    assertThat(page.snapshots().items().getFirst().scheduleUrl())
        .isEqualTo("/snapshots?schedule=daily");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state=gone", "kind=huge"})
  void listsNothingForAnUnreadableFilter(String query) {
    velero.backup("new", "Completed", hoursAgo(2));

    SnapshotsPage page = page("/snapshots?" + query);

    assertThat(page.url().isInvalid()).isTrue();
    assertThat(names(page)).isEmpty();
    assertThat(page.empty().title()).isEqualTo("Invalid filter");
  }

  @Test
  void pagesThroughTwoThousandSnapshots() {
    for (int i = 0; i < 2000; i++) {
      // ten each have the same time
      velero.backup("b-%04d".formatted(i), "Completed", NOW.minusSeconds(60L * (i / 10)));
    }
    List<String> forward = new ArrayList<>();
    List<SnapshotsPage> pages = new ArrayList<>();
    String url = "/snapshots";
    while (url != null) {
      SnapshotsPage page = page(url);
      pages.add(page);
      forward.addAll(names(page));
      url = page.snapshots().next();
    }

    assertThat(pages).hasSize(40);
    assertThat(forward).hasSize(2000).doesNotHaveDuplicates().isSorted();
    assertThat(pages.getFirst().snapshots().previous()).isNull();
    SnapshotsPage back = page(pages.getLast().snapshots().previous());
    assertThat(names(back)).isEqualTo(names(pages.get(38)));
    assertThat(names(page("/snapshots?after=nonsense"))).hasSize(50);
  }

  @Test
  void namesTheReasonWhyAViewerCannotTakeASnapshot() {
    assertThat(page("/snapshots").take())
        .isEqualTo(new ActionButton("Take snapshot", "Read-only: your role is viewer."));
  }

  @Test
  void explainsAnEmptyList() {
    assertThat(page("/snapshots").empty().title()).isEqualTo("No snapshots yet");
    velero.backups().set(CacheStatus.State.ABSENT);
    assertThat(page("/snapshots"))
        .satisfies(
            page -> {
              assertThat(page.empty().title()).isEqualTo("Velero is not installed");
              assertThat(page.protection()).isNull();
              assertThat(page.summary()).isEqualTo("Velero is not installed");
            });
    velero.backups().set(CacheStatus.State.STARTING);
    assertThat(page("/snapshots").summary()).isEqualTo("No snapshots read yet");
  }

  private SnapshotsPage page(String url) {
    return page(url, velero);
  }

  private static SnapshotsPage page(String url, FixedVelero from) {
    ListUrl parsed = ListUrl.parse(url);
    return SnapshotsPage.of(
        SnapshotFilter.PARAMETERS.read("/snapshots", parsed.parameters()),
        SnapshotRows.of(from.state().inventory()),
        from.state(),
        HealthPanel.of(new Checked(new VeleroHealth(List.of()), true)),
        new CurrentUser("viewer", "Viewer", "viewer", true, "Read-only: your role is viewer."),
        CLOCK);
  }

  private static List<String> names(SnapshotsPage page) {
    return page.snapshots().items().stream().map(SnapshotLine::name).toList();
  }

  private static Instant hoursAgo(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }
}
