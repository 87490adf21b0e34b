package dev.signalbox.history;

import static dev.signalbox.nomad.SnapshotBuilder.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.ClientHistory;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DrainRequested;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.queue.JobQueue;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records through the cluster listener and reads through the pages. */
@InstallationTest
class ClusterHistoryTests {

  /** A size that no build of the fixture has. */
  private static final Resources SIZE = new Resources(7777, 7168, 0);

  private static final int BUILDS = 40;

  private final Instant now = TestInstallation.clock().instant();
  private final HistoryRecorder recorder;
  private final HistoryRepository repository;
  private final ClusterHistory history;
  private final RetentionJob retention;
  private final ClientCountRecorder clientCounts;
  private final ClientHistory clientHistory;
  private final BuildDurations durations;
  private final ClusterState cluster;
  private final JdbcClient database;
  private final MockBrowsers browsers;
  private MockBrowser viewer;

  @Autowired
  ClusterHistoryTests(
      HistoryRecorder recorder,
      HistoryRepository repository,
      ClusterHistory history,
      RetentionJob retention,
      ClientCountRecorder clientCounts,
      ClientHistory clientHistory,
      BuildDurations durations,
      ClusterState cluster,
      JdbcClient database,
      MockBrowsers browsers) {
    this.recorder = recorder;
    this.repository = repository;
    this.history = history;
    this.retention = retention;
    this.clientCounts = clientCounts;
    this.clientHistory = clientHistory;
    this.durations = durations;
    this.cluster = cluster;
    this.database = database;
    this.browsers = browsers;
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    TestInstallation.awaitSync(cluster);
    await().until(() -> JobQueue.of(cluster.snapshot()).size() == 3);
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void writesABuildOnce() {
    recorder.onSnapshot(ClusterSnapshot.EMPTY, builds("once"));
    recorder.onSnapshot(ClusterSnapshot.EMPTY, builds("once"));
    recorder.write();

    assertThat(count("nomad_build where kind = 'once'")).isEqualTo(BUILDS);
    assertThat(history.durations(TimeRange.DAY, now))
        .filteredOn(one -> one.size().equals(SIZE))
        .allSatisfy(one -> assertThat(one.all().builds()).isEqualTo(BUILDS))
        .extracting(SizeDurations::measure)
        .containsExactly(BuildMeasure.WAIT, BuildMeasure.RUN);
  }

  @Test
  void showsChartsWithSummaryAndTable() {
    recorder.onSnapshot(ClusterSnapshot.EMPTY, builds("shown"));
    recorder.write();
    clientCounts.recordCounts();

    assertThat(viewer.get("/nomad?range=7d"))
        .hasStatusOk()
        .bodyText()
        .contains("of 15", "Nomad 1.11.3", "down for ", "1 job can never be placed")
        .contains("Finished builds per 6 hours", "Run time, 7", "p95")
        .contains("Show table", "ready", "Drains");
    assertThat(viewer.fragment("/nomad?range=7d"))
        .hasStatusOk()
        .bodyText()
        .contains("id=\"builds-truth\"")
        .doesNotContain("<html", "Show table");
    assertThat(viewer.fragment("/overview/panels/last-day"))
        .hasStatusOk()
        .bodyText()
        .contains("Builds, last 24 hours", "Finished", "builds per hour", "<polyline points=")
        .doesNotContain("<html");
    assertThat(viewer.fragment("/overview/panels/builds"))
        .hasStatusOk()
        .bodyText()
        .contains("Clients ready", "of 15", "Queued")
        .doesNotContain("<html");
  }

  @Test
  void estimatesTheDurationOfABuild() {
    Allocation similar = completedBuild("timed", 1000);
    recorder.onSnapshot(ClusterSnapshot.EMPTY, builds("timed"));
    recorder.write();

    assertThat(durations.durationsOf(similar))
        .hasValueSatisfying(
            durations -> {
              assertThat(durations.p50())
                  .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(140));
              assertThat(durations.p95()).isGreaterThan(durations.p50());
            });
  }

  @Test
  void keepsMoreThanTheTenClientEventsOfNomad() {
    for (int i = 0; i < 12; i++) {
      recorder.onNodeEvent(nodeEvent("event " + i, now.minusSeconds(100 - i)));
    }
    recorder.onNodeEvent(nodeEvent("event 11", now.minusSeconds(89)));
    recorder.write();

    assertThat(clientHistory.eventsOf("a-client", 20))
        .hasSize(12)
        .first()
        .satisfies(
            newest -> {
              assertThat(newest.message()).isEqualTo("event 11");
              assertThat(newest.details()).containsEntry("reason", "<b>");
            });
    assertThat(clientHistory.eventsOf("a-client", 3)).hasSize(3);
  }

  @Test
  void writesAStatusChangeSeenByTwoInstancesOnce() {
    repository.write(
        List.of(
            new HistoryRecord.StatusChange("b-client", "b", now, "Went down"),
            new HistoryRecord.StatusChange("b-client", "b", now.plusSeconds(3), "Went down"),
            new HistoryRecord.StatusChange("b-client", "b", now.plusSeconds(600), "Went down")));

    assertThat(clientHistory.eventsOf("b-client", 10)).hasSize(2);
  }

  @Test
  void writesAStatusChangeDuringDowntimeOnce() {
    repository.write(
        List.of(new HistoryRecord.StatusChange("e-client", "e", now.minusSeconds(900), "Came up")));
    HistoryRecord down =
        new HistoryRecord.InitialStatus("e-client", "e", now.minusSeconds(300), "Went down", true);
    repository.write(List.of(down, down));
    repository.write(
        List.of(
            new HistoryRecord.InitialStatus(
                "e-client", "e", now.minusSeconds(240), "Went down", true)));
    repository.write(
        List.of(
            new HistoryRecord.InitialStatus(
                "e-client", "e", now.minusSeconds(60), "Came up", false)));
    repository.write(
        List.of(new HistoryRecord.InitialStatus("f-client", "f", now, "Came up", false)));

    assertThat(clientHistory.eventsOf("e-client", 10))
        .extracting(ClientHistory.PastEvent::message, ClientHistory.PastEvent::at)
        .containsExactly(
            tuple("Came up", now.minusSeconds(60)),
            tuple("Went down", now.minusSeconds(300)),
            tuple("Came up", now.minusSeconds(900)));
    assertThat(clientHistory.eventsOf("f-client", 10)).isEmpty();
  }

  @Test
  void endsDrainsOfClientsPurgedDuringDowntime() {
    Instant started = now.minusSeconds(900);
    repository.write(
        List.of(
            new HistoryRecord.DrainStarted("g-client", "g", started, true, "", "", null, null),
            new HistoryRecord.DrainStarted("h-client", "h", started, true, "", "", null, null),
            new HistoryRecord.KnownClients(now, List.of("h-client"))));

    assertThat(ofClient("g-client"))
        .extracting(PastDrain::outcome)
        .containsExactly(DrainOutcome.GONE);
    assertThat(ofClient("h-client")).extracting(PastDrain::outcome).containsNull();
  }

  @Test
  void paginatesClientEventsWithEqualTimes() {
    for (int i = 0; i < 250; i++) {
      recorder.onNodeEvent(nodeEvent("event " + i, now.minusSeconds(i < 90 ? i : 90)));
    }
    recorder.write();

    List<String> seen = new ArrayList<>();
    String url = "/nomad/clients/a-client/detail";
    for (String next = url; next != null; ) {
      String page = MockBrowser.body(viewer.get(next));
      Matcher events = Pattern.compile("event \\d+(?= <)").matcher(page);
      events.results().map(MatchResult::group).forEach(seen::add);
      Matcher older = Pattern.compile("rel=\"next\"\\s+href=\"([^\"]+)\"").matcher(page);
      next = older.find() ? older.group(1) : null;
    }

    assertThat(seen).hasSize(250).doesNotHaveDuplicates();
    assertThat(viewer.get("/nomad/clients/a-client")).bodyText().contains("Older events");
    assertThat(viewer.get(url + "?before=magic'--")).hasStatusOk();
    assertThat(viewer.get("/nomad/clients/b-client/detail")).hasStatus(404);
  }

  @Test
  void keepsOneRowPerDrain() {
    Instant started = now.minusSeconds(900);
    HistoryRecord.DrainStarted first =
        new HistoryRecord.DrainStarted(
            "c-client", "c", started.plusSeconds(4), false, "", "", null, 5);
    HistoryRecord.DrainStarted second =
        new HistoryRecord.DrainStarted("c-client", "c", started, true, "kernel", "mona", now, null);
    repository.write(List.of(first, second, second));

    assertThat(ofClient("c-client"))
        .singleElement()
        .satisfies(
            drain -> {
              assertThat(drain.builds()).isEqualTo(5);
              assertThat(drain.message()).isEqualTo("kernel");
              assertThat(drain.outcome()).isNull();
            });

    HistoryRecord.DrainEnded end =
        new HistoryRecord.DrainEnded("c-client", "c", started, "", "", now, DrainOutcome.COMPLETE);
    repository.write(List.of(end, end));

    assertThat(ofClient("c-client"))
        .singleElement()
        .satisfies(
            drain -> {
              assertThat(drain.outcome()).isEqualTo(DrainOutcome.COMPLETE);
              assertThat(drain.requestedBy()).isEqualTo("mona");
              assertThat(drain.endedAt()).isNotNull();
            });
  }

  /** Servers before 1.1 store no drain metadata. */
  @Test
  void recordsWhoRequestedADrainThatNomadDoesNotStore() {
    DrainRequested early =
        new DrainRequested(SnapshotBuilder.id("early"), "mona", "kernel update", now);
    DrainRequested late = new DrainRequested(SnapshotBuilder.id("late"), "mona", "disk", now);
    ClusterSnapshot before =
        SnapshotBuilder.cluster().with(client("early")).with(client("late")).snapshot();

    recorder.onDrainRequested(early);
    recorder.onSnapshot(before, drainingSince(now.plusSeconds(1)));
    recorder.onDrainRequested(late);
    recorder.write();

    assertThat(ofClient(early.clientId()))
        .extracting(PastDrain::requestedBy, PastDrain::message)
        .containsExactly(tuple("mona", "kernel update"));
    assertThat(ofClient(late.clientId()))
        .extracting(PastDrain::requestedBy, PastDrain::message)
        .containsExactly(tuple("mona", "disk"));
  }

  private static ClusterSnapshot drainingSince(Instant started) {
    return SnapshotBuilder.cluster()
        .with(client("early").drainingWithoutMetadata(started))
        .with(client("late").drainingWithoutMetadata(started))
        .snapshot();
  }

  @Test
  void endsADrainWhenTheNextOneStarts() {
    repository.write(
        List.of(
            new HistoryRecord.DrainStarted(
                "d-client", "d", now.minusSeconds(9000), true, "", "", null, null),
            new HistoryRecord.DrainStarted("d-client", "d", now, true, "", "", null, null)));

    assertThat(ofClient("d-client"))
        .extracting(PastDrain::outcome)
        .containsExactly(null, DrainOutcome.UNKNOWN);
  }

  @Test
  void deletesHistoryBeyondTheRetention() {
    recorder.onNodeEvent(nodeEvent("old", now.minus(Duration.ofDays(91))));
    recorder.onNodeEvent(nodeEvent("not so old", now.minus(Duration.ofDays(89))));
    recorder.write();

    retention.deleteExpired();

    assertThat(clientHistory.eventsOf("a-client", 10))
        .extracting(ClientHistory.PastEvent::message)
        .containsExactly("not so old");
  }

  private List<PastDrain> ofClient(String id) {
    return history.drains(TimeRange.DAY, now, 100).stream()
        .filter(drain -> drain.clientId().equals(id))
        .toList();
  }

  private static NodeEventReceived nodeEvent(String message, Instant at) {
    return new NodeEventReceived("a-client", "a", at, "Drain", message, Map.of("reason", "<b>"));
  }

  private ClusterSnapshot builds(String kind) {
    Map<String, Allocation> builds = new HashMap<>();
    for (int i = 0; i < BUILDS; i++) {
      Allocation one = completedBuild(kind, i);
      builds.put(one.id(), one);
    }
    return new ClusterSnapshot(1, Map.of(), builds, Map.of(), Map.of());
  }

  /** Returns a completed build that ran for 100 seconds plus {@code number}. */
  private Allocation completedBuild(String kind, int number) {
    Instant finished = now.minusSeconds(60);
    Instant started = finished.minusSeconds(100 + number);
    return new Allocation(
        SnapshotBuilder.id(kind + number),
        kind + ".build[0]",
        new JobKey("default", kind + "-" + number),
        "batch",
        "build",
        SnapshotBuilder.id("a"),
        "a",
        "",
        Allocation.Desired.RUN,
        AllocationStatus.COMPLETE,
        "",
        SIZE,
        "",
        started.minusSeconds(3),
        finished,
        started,
        finished,
        100 + number,
        100 + number);
  }

  private long count(String what) {
    return database.sql("select count(*) from " + what).query(Long.class).single();
  }
}
