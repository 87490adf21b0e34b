package dev.signalbox.nomad.logs;

import static dev.signalbox.nomad.logs.ScriptedLogs.data;
import static dev.signalbox.nomad.logs.ScriptedLogs.ending;
import static dev.signalbox.nomad.logs.ScriptedLogs.failing;
import static dev.signalbox.nomad.logs.ScriptedLogs.heartbeat;
import static dev.signalbox.nomad.logs.ScriptedLogs.note;
import static dev.signalbox.nomad.logs.ScriptedLogs.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.logs.FollowState.Phase;
import dev.signalbox.nomad.logs.LogFollowers.Viewer;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs are read once for everybody, and read on after whatever happens. */
class LogFollowersTests {

  private static final Source BUILD = source("a1");
  private static final Viewer AMARA = new Viewer(UUID.randomUUID(), "Amara");
  private static final Viewer BO = new Viewer(UUID.randomUUID(), "Bo");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ScriptedLogs logs = new ScriptedLogs();
  private final StandingCluster cluster = new StandingCluster();
  private final HandLater later = new HandLater();
  private final LogFollowers followers =
      new LogFollowers(
          logs,
          new LastWords(cluster, cluster),
          later,
          Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));

  @BeforeEach
  void theBuildRuns() {
    cluster.with("a1", AllocationStatus.RUNNING);
  }

  @Test
  void readsOnceForTwoWhoLook() {
    logs.next(BUILD, staying(data("one\ntwo\n")));
    LogReading first = open(AMARA, BUILD);
    LogReading second = open(BO, BUILD);

    assertThat(logs.followed).hasSize(1);
    assertThat(texts(first)).containsExactly("one", "two");
    assertThat(texts(second)).containsExactly("one", "two");
  }

  @Test
  void tellsWhatIsNewAndNothingTwice() {
    logs.next(BUILD, staying(data("one\n")));
    LogReading reading = open(AMARA, BUILD);
    assertThat(texts(reading)).containsExactly("one");
    assertThat(reading.hasNews()).isFalse();

    logs.send(BUILD, data("two\n"));

    assertThat(reading.hasNews()).isTrue();
    assertThat(texts(reading)).containsExactly("two");
  }

  @Test
  void goesOnWhereAPageStoppedReading() {
    logs.next(BUILD, staying(data("one\ntwo\n")));
    LogReading reading = open(AMARA, BUILD);
    String mark = reading.next().mark();
    logs.send(BUILD, data("three\n"));
    reading.close();

    LogReading.News news = followers.open(AMARA, List.of(BUILD), mark).next();

    assertThat(news.restarts()).isEmpty();
    assertThat(news.lines()).extracting(one -> one.line().text()).containsExactly("three");
  }

  @Test
  void beginsAnewForAPageOfAnotherInstance() {
    logs.next(BUILD, staying(data("one\n")));
    open(AMARA, BUILD);

    LogReading.News news = followers.open(AMARA, List.of(BUILD), "elsewhere-7").next();

    assertThat(news.restarts()).containsExactly(0);
    assertThat(news.lines()).hasSize(1);
  }

  @Test
  void beginsAnewAfterTheLogWasGivenUp() {
    logs.next(BUILD, staying(data("one\n"))).next(BUILD, staying(data("one\ntwo\n")));
    LogReading reading = open(AMARA, BUILD);
    String mark = reading.next().mark();
    reading.close();
    later.pass(LogFollowers.IDLE);

    LogReading again = followers.open(AMARA, List.of(BUILD), mark);
    later.run();

    LogReading.News news = again.next();
    assertThat(news.restarts()).containsExactly(0);
    assertThat(news.lines()).hasSize(2);
  }

  @Test
  void letsGoOfALogHalfAMinuteAfterTheLastLook() {
    logs.next(BUILD, staying(data("one\n")));
    LogReading reading = open(AMARA, BUILD);
    reading.close();
    later.pass(LogFollowers.IDLE.minusSeconds(1));
    assertThat(logs.send(BUILD, heartbeat())).isTrue();

    later.pass(SECOND);

    assertThat(followers.places()).isZero();
    assertThat(logs.send(BUILD, heartbeat())).isFalse();
  }

  @Test
  void keepsALogThatSomebodyLooksAtAgain() {
    logs.next(BUILD, staying(data("one\n")));
    open(AMARA, BUILD).close();
    later.pass(Duration.ofSeconds(20));
    LogReading again = open(BO, BUILD);
    later.pass(Duration.ofSeconds(20));

    assertThat(logs.followed).hasSize(1);
    assertThat(texts(again)).containsExactly("one");
  }

  @Test
  void readsOnAfterABreakWithoutTellingTwice() {
    logs.next(BUILD, ending(data("one\ntw")))
        .next(BUILD, staying(data("one\ntwo\nth"), data("ree\n"), heartbeat()));
    LogReading reading = open(AMARA, BUILD);
    assertThat(texts(reading)).containsExactly("one");
    assertThat(state(reading).phase()).isEqualTo(Phase.RETRYING);

    later.pass(SECOND);

    assertThat(texts(reading)).containsExactly("two", "three");
    assertThat(state(reading).phase()).isEqualTo(Phase.FOLLOWING);
    assertThat(logs.asked).containsExactly(LogFollower.FROM_THE_END, (long) Overlap.ASKED);
  }

  @Test
  void saysWhereLinesMayBeMissing() {
    logs.next(BUILD, ending(data("one\n")))
        .next(BUILD, staying(data("half a line\nmuch later\n"), heartbeat()));
    LogReading reading = open(AMARA, BUILD);

    later.pass(SECOND);

    assertThat(texts(reading))
        .containsExactly(
            "one",
            "The connection was away for a while: lines may be missing here, or come twice.",
            "much later");
  }

  @Test
  void triesAgainAfterLongerAndLongerWaits() {
    Unreachable away = new Unreachable("read the log", "refused", "wait", null);
    IntStream.range(0, 8).forEach(attempt -> logs.next(BUILD, failing(away)));
    LogReading reading = open(AMARA, BUILD);
    List<Integer> attempts = new ArrayList<>();
    for (int second = 0; second < 64; second++) {
      later.pass(SECOND);
      attempts.add(logs.followed.size());
    }

    // after 1, 2, 4, 8, 16 and 30 seconds
    assertThat(attempts.get(0)).isEqualTo(2);
    assertThat(attempts.get(2)).isEqualTo(3);
    assertThat(attempts.get(6)).isEqualTo(4);
    assertThat(attempts.get(14)).isEqualTo(5);
    assertThat(attempts.get(30)).isEqualTo(6);
    assertThat(attempts.get(59)).isEqualTo(6);
    assertThat(attempts.get(60)).isEqualTo(7);
    assertThat(state(reading).problem()).isNotNull();
  }

  @Test
  void saysThatTheFileWasRotatedAway() {
    logs.next(BUILD, staying(data("old\nhal"), note("file truncated"), data("new\n"), heartbeat()));
    LogReading reading = open(AMARA, BUILD);

    assertThat(texts(reading))
        .containsExactly(
            "old", "hal", "The log file was cut off at this moment; what follows is new.", "new");
  }

  @Test
  void showsALineWithoutEndAfterTwoQuietSeconds() {
    logs.next(BUILD, staying(data("Password: "), heartbeat()));
    LogReading reading = open(AMARA, BUILD);
    assertThat(texts(reading)).isEmpty();

    logs.send(BUILD, heartbeat());

    assertThat(texts(reading)).containsExactly("Password: ");
  }

  @Test
  void tellsTheExitCodeOfAnEndedBuild() {
    cluster.ended("a1", 1, 0, false);
    logs.next(BUILD, ending(data("boom\nno line end"), heartbeat(), heartbeat(), heartbeat()));
    LogReading reading = open(AMARA, BUILD);

    assertThat(texts(reading))
        .containsExactly("boom", "no line end", "The task ended with exit code 1.");
    assertThat(state(reading).phase()).isEqualTo(Phase.ENDED);
    assertThat(followers.places()).isZero();
  }

  @Test
  void stopsReadingAQuietLogWhoseTaskHasEnded() {
    logs.next(BUILD, staying(data("last words"), heartbeat(), heartbeat()));
    open(AMARA, BUILD);
    assertThat(logs.send(BUILD, heartbeat())).isTrue();

    cluster.ended("a1", 137, 9, true);

    assertThat(logs.send(BUILD, heartbeat())).isFalse();
  }

  @Test
  void saysThatATaskWasKilledForMemory() {
    cluster.ended("a1", 137, 9, true);
    logs.next(BUILD, ending(heartbeat(), heartbeat()));

    assertThat(texts(open(AMARA, BUILD)))
        .containsExactly(
            "The task ended with exit code 137. It was killed, for it needed more memory than it"
                + " may have.");
  }

  @Test
  void waitsForATaskThatHasNotStarted() {
    logs.next(
            BUILD,
            failing(
                new Missing(
                    "read the log", "task \"agent\" not started yet. No logs available", "", null)))
        .next(BUILD, staying(data("here\n")));
    LogReading reading = open(AMARA, BUILD);
    assertThat(state(reading).phase()).isEqualTo(Phase.WAITING);

    later.pass(Duration.ofSeconds(2));

    assertThat(texts(reading)).containsExactly("here");
  }

  @Test
  void givesTheWordsOfNomadWhenTheMachineIsGone() {
    logs.next(BUILD, failing(new Missing("read the log", "No path to node", "other", null)))
        .next(BUILD, staying(data("back\n")));
    FollowState state = state(open(AMARA, BUILD));

    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    Problem problem = Objects.requireNonNull(state.problem());
    assertThat(problem.answered()).isEqualTo("No path to node");
    assertThat(problem.advice()).contains("look at its client");
    assertThat(followers.places()).isZero();
    // opened again it is tried again
    assertThat(texts(open(AMARA, BUILD))).containsExactly("back");
  }

  @Test
  void asksAgainForABuildThatIsNotKnownYetWhereItRuns() {
    cluster.withClient(ClientStatus.READY);
    logs.next(BUILD, failing(missing("No path to node")))
        .next(BUILD, failing(missing("state for allocation a1 not found on client")))
        .next(BUILD, staying(data("here\n")));
    LogReading reading = open(AMARA, BUILD);
    assertThat(state(reading).phase()).isEqualTo(Phase.RETRYING);
    assertThat(Objects.requireNonNull(state(reading).problem()).advice()).contains("by itself");

    later.pass(SECOND);
    assertThat(state(reading).phase()).isEqualTo(Phase.RETRYING);
    later.pass(SECOND.multipliedBy(2));

    assertThat(texts(reading)).containsExactly("here");
    assertThat(state(reading).phase()).isEqualTo(Phase.FOLLOWING);
  }

  @Test
  void asksNoMoreWhereTheClientIsDownOrTheTaskUnknown() {
    cluster.withClient(ClientStatus.DOWN);
    logs.next(BUILD, failing(missing("No path to node")));
    assertThat(state(open(AMARA, BUILD)).phase()).isEqualTo(Phase.FAILED);

    cluster.withClient(ClientStatus.READY);
    logs.next(BUILD, failing(missing("Could not find task \"agent\"")));
    assertThat(state(open(AMARA, BUILD)).phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void readsOnAfterABreakAmidWhatComesAgain() {
    String before = ("b".repeat(99) + "\n").repeat(1_000);
    String after = ("c".repeat(99) + "\n").repeat(900);
    logs.next(BUILD, ending(data(before + "seen\n")))
        .next(BUILD, ending(data(before + "seen\n" + after)))
        .next(BUILD, staying(data(before), data(before + "seen\n" + after), heartbeat()));
    LogReading reading = open(AMARA, BUILD);
    assertThat(texts(reading)).hasSize(1_001);

    later.pass(SECOND);
    later.pass(SECOND.multipliedBy(2));

    assertThat(texts(reading)).hasSize(900).allMatch(line -> line.startsWith("c"));
  }

  @Test
  void followsSixForOnePersonAndLetsTheSeventhWait() {
    List<Source> seven = sources(7);
    LogReading reading = open(AMARA, seven.toArray(Source[]::new));

    assertThat(logs.followed).hasSize(6);
    assertThat(waiting(reading)).singleElement().asString().contains("you follow 6 already");
  }

  @Test
  void letsTheNextBeginWhenOneEnds() {
    List<Source> seven = sources(7);
    LogReading reading = open(AMARA, seven.toArray(Source[]::new));
    cluster.ended("s0", 0, 0, false);
    logs.next(seven.get(0), ending(heartbeat()));

    followers.close(reading);
    later.pass(LogFollowers.IDLE);
    LogReading again = open(AMARA, seven.get(6));

    assertThat(logs.followed).contains(seven.get(6));
    assertThat(waiting(again)).isEmpty();
  }

  @Test
  void followsSixteenInAllAndSaysWhoHasThem() {
    List<Source> twenty = sources(20);
    open(AMARA, twenty.subList(0, 6).toArray(Source[]::new));
    open(BO, twenty.subList(6, 12).toArray(Source[]::new));
    open(new Viewer(UUID.randomUUID(), "Chi"), twenty.subList(12, 16).toArray(Source[]::new));
    LogReading late = open(new Viewer(UUID.randomUUID(), "Dee"), twenty.get(16));

    assertThat(followers.places()).isEqualTo(16);
    assertThat(waiting(late))
        .singleElement()
        .asString()
        .contains("all 16 are taken, by Amara (6), Bo (6) and Chi (4).");
  }

  @Test
  void takesThePlaceOfALogThatNobodyLooksAt() {
    List<Source> twenty = sources(20);
    LogReading left = open(AMARA, twenty.subList(0, 6).toArray(Source[]::new));
    open(BO, twenty.subList(6, 12).toArray(Source[]::new));
    open(new Viewer(UUID.randomUUID(), "Chi"), twenty.subList(12, 16).toArray(Source[]::new));
    left.close();

    LogReading next = open(new Viewer(UUID.randomUUID(), "Dee"), twenty.get(16));

    assertThat(waiting(next)).isEmpty();
    assertThat(logs.followed).contains(twenty.get(16));
  }

  @Test
  void mergesLogsByArrival() {
    Source other = source("b2");
    logs.next(BUILD, staying(data("a\n"))).next(other, staying(data("b\n")));
    LogReading reading = open(AMARA, BUILD, other);
    logs.send(BUILD, data("c\n"));
    logs.send(other, data("d\n"));

    assertThat(texts(reading)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void handsOutALongLogInPieces() {
    logs.next(BUILD, staying(data("line\n".repeat(5_000))));
    LogReading reading = open(AMARA, BUILD);

    assertThat(reading.next().lines()).hasSize(LogReading.MOST_LINES);
    assertThat(reading.next().more()).isTrue();
    assertThat(reading.next().more()).isFalse();
  }

  @Test
  void tellsASlowReaderThatLinesAreNoLongerKept() {
    logs.next(BUILD, staying(data("line\n".repeat(60_000))));
    LogReading reading = open(AMARA, BUILD);
    reading.next();

    logs.send(BUILD, data("more\n".repeat(60_000)));
    LogReading.News news = reading.next();

    assertThat(news.gaps()).containsExactly(0);
    assertThat(news.lines().getFirst().line().number()).isEqualTo(20_002);
  }

  @Test
  void beginsALongLogBeforeItsEndWithAWholeLine() {
    logs.size = 20L << 20;
    logs.next(BUILD, staying(data("lf of a line\nwhole\n")));

    assertThat(texts(open(AMARA, BUILD)))
        .containsExactly(
            "This begins 8 MiB before the end of a longer log. The download has it whole.",
            "whole");
  }

  private static Missing missing(String answered) {
    return new Missing("read the log", answered, "look elsewhere", null);
  }

  private LogReading open(Viewer viewer, Source... sources) {
    LogReading reading = followers.open(viewer, List.of(sources), "");
    later.run();
    return reading;
  }

  private static List<String> texts(LogReading reading) {
    return reading.next().lines().stream().map(one -> one.line().text()).toList();
  }

  private static FollowState state(LogReading reading) {
    return reading.logs().getFirst().state;
  }

  private static List<String> waiting(LogReading reading) {
    return reading.next().states().stream()
        .map(LogReading.Standing::state)
        .filter(state -> state.phase() == Phase.QUEUED)
        .map(FollowState::words)
        .toList();
  }

  private List<Source> sources(int count) {
    List<Source> sources = IntStream.range(0, count).mapToObj(n -> source("s" + n)).toList();
    sources.forEach(source -> cluster.with(source.allocationId(), AllocationStatus.RUNNING));
    return sources;
  }

  private static Source source(String allocation) {
    return new Source(allocation, "agent", Stream.STDERR);
  }
}
