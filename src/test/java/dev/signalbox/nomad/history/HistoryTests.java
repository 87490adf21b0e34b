package dev.signalbox.nomad.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.ClientPast;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Views;
import dev.signalbox.nomad.queue.Queue;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
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

/** Told through the listener, read through the pages; Acme's cluster goes on beside it. */
@InstallationTest
class HistoryTests {

  /** A size of which Acme has no builds. */
  private static final Resources SIZE = new Resources(7777, 7168, 0);

  private static final int BUILDS = 40;

  private final Instant now = TestInstallation.clock().instant();
  private final HistoryKeeping keeping;
  private final HistoryWriting writing;
  private final ClusterHistory history;
  private final Forgetting forgetting;
  private final ClientCounts counts;
  private final ClientPast past;
  private final BuildTimes times;
  private final NomadCluster cluster;
  private final JdbcClient database;
  private final Browsers browsers;
  private Browser viewer;

  @Autowired
  HistoryTests(
      HistoryKeeping keeping,
      HistoryWriting writing,
      ClusterHistory history,
      Forgetting forgetting,
      ClientCounts counts,
      ClientPast past,
      BuildTimes times,
      NomadCluster cluster,
      JdbcClient database,
      Browsers browsers) {
    this.keeping = keeping;
    this.writing = writing;
    this.history = history;
    this.forgetting = forgetting;
    this.counts = counts;
    this.past = past;
    this.times = times;
    this.cluster = cluster;
    this.database = database;
    this.browsers = browsers;
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    TestInstallation.isSeenBy(cluster);
    await().until(() -> Queue.of(cluster.view()).size() == 3);
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void writesABuildOnceHoweverOftenItIsTold() {
    keeping.changed(ClusterView.EMPTY, builds("once"));
    keeping.changed(ClusterView.EMPTY, builds("once"));
    keeping.write();

    assertThat(count("nomad_build where kind = 'once'")).isEqualTo(BUILDS);
    assertThat(history.times(Span.DAY, now))
        .filteredOn(one -> one.size().equals(SIZE))
        .allSatisfy(one -> assertThat(one.all().builds()).isEqualTo(BUILDS))
        .extracting(SizeTimes::measure)
        .containsExactly(Measure.WAIT, Measure.RUN);
  }

  @Test
  void showsHowItWentInWordsAndAsATable() {
    keeping.changed(ClusterView.EMPTY, builds("shown"));
    keeping.write();
    counts.count();

    assertThat(viewer.get("/nomad?range=7d"))
        .hasStatusOk()
        .bodyText()
        .contains("of 15 ready", "Nomad 1.11.3", "1 client is down", "1 job never fits")
        .contains("Builds that ended, by 6 hours", "7.0 GiB, 7777 MHz: ran", "Half ran no longer")
        .contains("As a table", "were ready", "Drains");
    assertThat(viewer.fragment("/nomad?range=7d"))
        .hasStatusOk()
        .bodyText()
        .contains("of 15 ready")
        .doesNotContain("<html", "As a table");
    assertThat(viewer.fragment("/nomad/panel"))
        .hasStatusOk()
        .bodyText()
        .contains("Ready clients", "of 15", "Waiting")
        .doesNotContain("<html");
  }

  @Test
  void knowsHowLongBuildsOfAKindTake() {
    Allocation like = ended("timed", 1000);
    keeping.changed(ClusterView.EMPTY, builds("timed"));
    keeping.write();

    assertThat(times.of(like))
        .hasValueSatisfying(
            known -> {
              assertThat(known.half()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(140));
              assertThat(known.nearlyAll()).isGreaterThan(known.half());
            });
  }

  @Test
  void keepsEventsOfAClientBeyondTheTenThatNomadKeeps() {
    for (int i = 0; i < 12; i++) {
      keeping.told(told("event " + i, now.minusSeconds(100 - i)));
    }
    keeping.told(told("event 11", now.minusSeconds(89)));
    keeping.write();

    assertThat(past.of("a-client", 20))
        .hasSize(12)
        .first()
        .satisfies(
            newest -> {
              assertThat(newest.message()).isEqualTo("event 11");
              assertThat(newest.details()).containsEntry("reason", "<b>");
            });
    assertThat(past.of("a-client", 3)).hasSize(3);
  }

  @Test
  void twoWhoSeeAClientGoDownWriteItOnce() {
    writing.write(
        List.of(
            new Kept.Turned("b-client", "b", now, "Went down"),
            new Kept.Turned("b-client", "b", now.plusSeconds(3), "Went down"),
            new Kept.Turned("b-client", "b", now.plusSeconds(600), "Went down")));

    assertThat(past.of("b-client", 10)).hasSize(2);
  }

  @Test
  void whatTurnedWhileNobodyLookedOnIsFoundOnce() {
    writing.write(List.of(new Kept.Turned("e-client", "e", now.minusSeconds(900), "Came up")));
    Kept down = new Kept.Found("e-client", "e", now.minusSeconds(300), "Went down", true);
    writing.write(List.of(down, down));
    writing.write(
        List.of(new Kept.Found("e-client", "e", now.minusSeconds(240), "Went down", true)));
    writing.write(List.of(new Kept.Found("e-client", "e", now.minusSeconds(60), "Came up", false)));
    writing.write(List.of(new Kept.Found("f-client", "f", now, "Came up", false)));

    assertThat(past.of("e-client", 10))
        .extracting(ClientPast.PastEvent::message, ClientPast.PastEvent::at)
        .containsExactly(
            tuple("Came up", now.minusSeconds(60)),
            tuple("Went down", now.minusSeconds(300)),
            tuple("Came up", now.minusSeconds(900)));
    assertThat(past.of("f-client", 10)).isEmpty();
  }

  @Test
  void drainsOfClientsThatWerePurgedWhileNobodyLookedOnAreOver() {
    Instant began = now.minusSeconds(900);
    writing.write(
        List.of(
            new Kept.DrainBegun("g-client", "g", began, true, "", "", null, null),
            new Kept.DrainBegun("h-client", "h", began, true, "", "", null, null),
            new Kept.Roll(now, List.of("h-client"))));

    assertThat(ofClient("g-client"))
        .extracting(PastDrain::outcome)
        .containsExactly(DrainOutcome.GONE);
    assertThat(ofClient("h-client")).extracting(PastDrain::outcome).containsNull();
  }

  @Test
  void pagesTheEventsOfAClientAlsoWhereManyHappenedAtOnce() {
    for (int i = 0; i < 250; i++) {
      keeping.told(told("event " + i, now.minusSeconds(i < 90 ? i : 90)));
    }
    keeping.write();

    List<String> seen = new ArrayList<>();
    String url = "/nomad/clients/a-client/detail";
    for (String next = url; next != null; ) {
      String page = Browser.body(viewer.get(next));
      Matcher events = Pattern.compile("event \\d+(?= <)").matcher(page);
      events.results().map(MatchResult::group).forEach(seen::add);
      Matcher older = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page);
      next = older.find() ? older.group(1) : null;
    }

    assertThat(seen).hasSize(250).doesNotHaveDuplicates();
    assertThat(viewer.get("/nomad/clients/a-client")).bodyText().contains("Older events");
    assertThat(viewer.get(url + "?before=magic'--")).hasStatusOk();
    assertThat(viewer.get("/nomad/clients/b-client/detail")).hasStatus(404);
  }

  @Test
  void aDrainIsOneRowFromItsBeginningToItsEnd() {
    Instant began = now.minusSeconds(900);
    Kept.DrainBegun first =
        new Kept.DrainBegun("c-client", "c", began.plusSeconds(4), false, "", "", null, 5);
    Kept.DrainBegun told =
        new Kept.DrainBegun("c-client", "c", began, true, "kernel", "mona", now, null);
    writing.write(List.of(first, told, told));

    assertThat(ofClient("c-client"))
        .singleElement()
        .satisfies(
            drain -> {
              assertThat(drain.builds()).isEqualTo(5);
              assertThat(drain.message()).isEqualTo("kernel");
              assertThat(drain.outcome()).isNull();
            });

    Kept.DrainEnded end =
        new Kept.DrainEnded("c-client", "c", began, "", "", now, DrainOutcome.COMPLETE);
    writing.write(List.of(end, end));

    assertThat(ofClient("c-client"))
        .singleElement()
        .satisfies(
            drain -> {
              assertThat(drain.outcome()).isEqualTo(DrainOutcome.COMPLETE);
              assertThat(drain.requestedBy()).isEqualTo("mona");
              assertThat(drain.endedAt()).isNotNull();
            });
  }

  @Test
  void aDrainWhoseEndNobodySawIsClosedByTheNext() {
    writing.write(
        List.of(
            new Kept.DrainBegun("d-client", "d", now.minusSeconds(9000), true, "", "", null, null),
            new Kept.DrainBegun("d-client", "d", now, true, "", "", null, null)));

    assertThat(ofClient("d-client"))
        .extracting(PastDrain::outcome)
        .containsExactly(null, DrainOutcome.UNKNOWN);
  }

  @Test
  void forgetsWhatIsOlderThanTheSettingsSay() {
    keeping.told(told("old", now.minus(Duration.ofDays(91))));
    keeping.told(told("not so old", now.minus(Duration.ofDays(89))));
    keeping.write();

    forgetting.forget();

    assertThat(past.of("a-client", 10))
        .extracting(ClientPast.PastEvent::message)
        .containsExactly("not so old");
  }

  private List<PastDrain> ofClient(String id) {
    return history.drains(Span.DAY, now, 100).stream()
        .filter(drain -> drain.clientId().equals(id))
        .toList();
  }

  private static ClientTold told(String message, Instant at) {
    return new ClientTold("a-client", "a", at, "Drain", message, Map.of("reason", "<b>"));
  }

  private ClusterView builds(String kind) {
    Map<String, Allocation> builds = new HashMap<>();
    for (int i = 0; i < BUILDS; i++) {
      Allocation one = ended(kind, i);
      builds.put(one.id(), one);
    }
    return new ClusterView(1, Map.of(), builds, Map.of(), Map.of());
  }

  /** Ran for 100 seconds and one more for each number. */
  private Allocation ended(String kind, int number) {
    Instant finished = now.minusSeconds(60);
    Instant started = finished.minusSeconds(100 + number);
    return new Allocation(
        Views.id(kind + number),
        kind + ".build[0]",
        new JobKey("default", kind + "-" + number),
        "batch",
        "build",
        Views.id("a"),
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
