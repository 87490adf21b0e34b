package dev.signalbox.logs;

import static dev.signalbox.logs.ScriptedAllocationLogs.data;
import static dev.signalbox.logs.ScriptedAllocationLogs.ending;
import static dev.signalbox.logs.ScriptedAllocationLogs.failing;
import static dev.signalbox.logs.ScriptedAllocationLogs.heartbeat;
import static dev.signalbox.logs.ScriptedAllocationLogs.note;
import static dev.signalbox.logs.ScriptedAllocationLogs.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.logs.FollowState.Phase;
import dev.signalbox.logs.LogFollowers.Viewer;
import dev.signalbox.logs.LogPart.From;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Position;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.web.ProblemPanel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests shared reading, reconnects and connection limits. */
class LogFollowersTests {

  private static final Source BUILD = source("a1");
  private static final Viewer AMARA = new Viewer(UUID.randomUUID(), "Amara");
  private static final Viewer BO = new Viewer(UUID.randomUUID(), "Bo");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ScriptedAllocationLogs logs = new ScriptedAllocationLogs();
  private final StubNomadCluster cluster = new StubNomadCluster();
  private final ManualTaskExecutor executor = new ManualTaskExecutor();
  private final LogFollowers followers =
      new LogFollowers(
          logs,
          new TaskExit(cluster, cluster),
          executor,
          Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));

  @BeforeEach
  void startTheBuild() {
    cluster.with("a1", AllocationStatus.RUNNING);
  }

  @Test
  void sharesOneConnectionBetweenTwoViewers() {
    logs.next(BUILD, staying(data("one\ntwo\n")));
    LogReader first = open(AMARA, BUILD);
    LogReader second = open(BO, BUILD);

    assertThat(logs.followed).hasSize(1);
    assertThat(texts(first)).containsExactly("one", "two");
    assertThat(texts(second)).containsExactly("one", "two");
  }

  @Test
  void returnsEachLineOnce() {
    logs.next(BUILD, staying(data("one\n")));
    LogReader reader = open(AMARA, BUILD);
    assertThat(texts(reader)).containsExactly("one");
    assertThat(reader.hasUpdate()).isFalse();

    logs.send(BUILD, data("two\n"));

    assertThat(reader.hasUpdate()).isTrue();
    assertThat(texts(reader)).containsExactly("two");
  }

  @Test
  void resumesAtTheCursor() {
    logs.next(BUILD, staying(data("one\ntwo\n")));
    LogReader reader = open(AMARA, BUILD);
    String mark = reader.next().cursor();
    logs.send(BUILD, data("three\n"));
    reader.close();

    LogReader.LogUpdate update =
        followers.open(AMARA, List.of(new LogPart(BUILD, From.END)), mark).next();

    assertThat(update.restarts()).isEmpty();
    assertThat(update.lines()).extracting(one -> one.line().text()).containsExactly("three");
  }

  @Test
  void restartsForACursorOfAnotherInstance() {
    logs.next(BUILD, staying(data("one\n")));
    open(AMARA, BUILD);

    LogReader.LogUpdate update =
        followers.open(AMARA, List.of(new LogPart(BUILD, From.END)), "elsewhere-7").next();

    assertThat(update.restarts()).containsExactly(0);
    assertThat(update.lines()).hasSize(1);
  }

  @Test
  void restartsAfterTheLogWasClosed() {
    logs.next(BUILD, staying(data("one\n"))).next(BUILD, staying(data("one\ntwo\n")));
    LogReader reader = open(AMARA, BUILD);
    String mark = reader.next().cursor();
    reader.close();
    executor.pass(LogFollowers.IDLE);

    LogReader again = followers.open(AMARA, List.of(new LogPart(BUILD, From.END)), mark);
    executor.run();

    LogReader.LogUpdate update = again.next();
    assertThat(update.restarts()).containsExactly(0);
    assertThat(update.lines()).hasSize(2);
  }

  @Test
  void closesALog30SecondsAfterTheLastViewerLeft() {
    logs.next(BUILD, staying(data("one\n")));
    LogReader reader = open(AMARA, BUILD);
    reader.close();
    executor.pass(LogFollowers.IDLE.minusSeconds(1));
    assertThat(logs.send(BUILD, heartbeat())).isTrue();

    executor.pass(SECOND);

    assertThat(followers.occupiedSlots()).isZero();
    assertThat(logs.send(BUILD, heartbeat())).isFalse();
  }

  @Test
  void keepsALogThatIsOpenedAgain() {
    logs.next(BUILD, staying(data("one\n")));
    open(AMARA, BUILD).close();
    executor.pass(Duration.ofSeconds(20));
    LogReader again = open(BO, BUILD);
    executor.pass(Duration.ofSeconds(20));

    assertThat(logs.followed).hasSize(1);
    assertThat(texts(again)).containsExactly("one");
  }

  @Test
  void resumesAfterAReconnectWithoutRepeatedLines() {
    logs.next(BUILD, ending(data("one\ntw")))
        .next(BUILD, staying(data("one\ntwo\nth"), data("ree\n"), heartbeat()));
    LogReader reader = open(AMARA, BUILD);
    assertThat(texts(reader)).containsExactly("one");
    assertThat(state(reader).phase()).isEqualTo(Phase.RETRYING);

    executor.pass(SECOND);

    assertThat(texts(reader)).containsExactly("two", "three");
    assertThat(state(reader).phase()).isEqualTo(Phase.FOLLOWING);
    assertThat(logs.positions)
        .containsExactly(
            Position.beforeEnd(LogFollower.PART_BYTES),
            Position.beforeEnd(ReconnectDeduplicator.REPLAY_BYTES));
  }

  @Test
  void marksWhereLinesMayBeMissing() {
    logs.next(BUILD, ending(data("one\n")))
        .next(BUILD, staying(data("half a line\nmuch later\n"), heartbeat()));
    LogReader reader = open(AMARA, BUILD);

    executor.pass(SECOND);

    assertThat(texts(reader))
        .containsExactly(
            "one", "Connection was interrupted: lines may be missing or repeated.", "much later");
  }

  @Test
  void retriesWithIncreasingDelays() {
    Unreachable unreachable =
        new Unreachable(RemoteSystem.NOMAD, "read the log", "refused", "wait", null);
    IntStream.range(0, 8).forEach(attempt -> logs.next(BUILD, failing(unreachable)));
    LogReader reader = open(AMARA, BUILD);
    List<Integer> attempts = new ArrayList<>();
    for (int second = 0; second < 64; second++) {
      executor.pass(SECOND);
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
    assertThat(state(reader).problem()).isNotNull();
  }

  @Test
  void marksThatTheFileWasTruncated() {
    logs.next(BUILD, staying(data("old\nhal"), note("file truncated"), data("new\n"), heartbeat()));
    LogReader reader = open(AMARA, BUILD);

    assertThat(texts(reader))
        .containsExactly(
            "old", "hal", "The log file was truncated. The lines below are new.", "new");
  }

  @Test
  void showsAnIncompleteLineAfterTwoHeartbeats() {
    logs.next(BUILD, staying(data("Password: "), heartbeat()));
    LogReader reader = open(AMARA, BUILD);
    assertThat(texts(reader)).isEmpty();

    logs.send(BUILD, heartbeat());

    assertThat(texts(reader)).containsExactly("Password: ");
  }

  @Test
  void showsTheExitCodeOfAnEndedTask() {
    cluster.ended("a1", 1, 0, false);
    logs.next(BUILD, ending(data("boom\nno line end"), heartbeat(), heartbeat(), heartbeat()));
    LogReader reader = open(AMARA, BUILD);

    assertThat(texts(reader))
        .containsExactly("boom", "no line end", "The task exited with code 1.");
    assertThat(state(reader).phase()).isEqualTo(Phase.ENDED);
    assertThat(followers.occupiedSlots()).isZero();
  }

  @Test
  void stopsReadingAnIdleLogWhoseTaskHasEnded() {
    logs.next(BUILD, staying(data("last words"), heartbeat(), heartbeat()));
    open(AMARA, BUILD);
    assertThat(logs.send(BUILD, heartbeat())).isTrue();

    cluster.ended("a1", 137, 9, true);

    assertThat(logs.send(BUILD, heartbeat())).isFalse();
  }

  @Test
  void showsThatATaskExceededItsMemoryLimit() {
    cluster.ended("a1", 137, 9, true);
    logs.next(BUILD, ending(heartbeat(), heartbeat()));

    assertThat(texts(open(AMARA, BUILD)))
        .containsExactly(
            "The task exited with code 137. It was killed because it exceeded its memory limit.");
  }

  @Test
  void waitsForATaskThatHasNotStarted() {
    logs.next(
            BUILD,
            failing(
                new NotFound(
                    RemoteSystem.NOMAD,
                    "read the log",
                    "task \"agent\" not started yet. No logs available",
                    "",
                    null)))
        .next(BUILD, staying(data("here\n")));
    LogReader reader = open(AMARA, BUILD);
    assertThat(state(reader).phase()).isEqualTo(Phase.WAITING);

    executor.pass(Duration.ofSeconds(2));

    assertThat(texts(reader)).containsExactly("here");
  }

  @Test
  void showsNomadsMessageIfTheClientIsUnreachable() {
    logs.next(
            BUILD,
            failing(
                new NotFound(RemoteSystem.NOMAD, "read the log", "No path to node", "other", null)))
        .next(BUILD, staying(data("back\n")));
    FollowState state = state(open(AMARA, BUILD));

    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    ProblemPanel problem = Objects.requireNonNull(state.problem());
    assertThat(problem.response()).isEqualTo("No path to node");
    assertThat(problem.advice()).contains("while the client is up");
    assertThat(followers.occupiedSlots()).isZero();
    // reopening a failed log retries it
    assertThat(texts(open(AMARA, BUILD))).containsExactly("back");
  }

  @Test
  void retriesIfTheClientDoesNotKnowTheAllocationYet() {
    cluster.withClient(ClientStatus.READY);
    logs.next(BUILD, failing(missing("No path to node")))
        .next(BUILD, failing(missing("state for allocation a1 not found on client")))
        .next(BUILD, staying(data("here\n")));
    LogReader reader = open(AMARA, BUILD);
    assertThat(state(reader).phase()).isEqualTo(Phase.RETRYING);
    assertThat(Objects.requireNonNull(state(reader).problem()).advice())
        .contains("retries automatically");

    executor.pass(SECOND);
    assertThat(state(reader).phase()).isEqualTo(Phase.RETRYING);
    executor.pass(SECOND.multipliedBy(2));

    assertThat(texts(reader)).containsExactly("here");
    assertThat(state(reader).phase()).isEqualTo(Phase.FOLLOWING);
  }

  @Test
  void doesNotRetryIfTheClientIsDownOrTheTaskIsUnknown() {
    cluster.withClient(ClientStatus.DOWN);
    logs.next(BUILD, failing(missing("No path to node")));
    assertThat(state(open(AMARA, BUILD)).phase()).isEqualTo(Phase.FAILED);

    cluster.withClient(ClientStatus.READY);
    logs.next(BUILD, failing(missing("Could not find task \"agent\"")));
    assertThat(state(open(AMARA, BUILD)).phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void doesNotRetryIfTheClientHasDeletedTheLogsOfAnEndedBuild() {
    cluster.withClient(ClientStatus.READY);
    cluster.ended("a1", 0, 0, false);
    logs.next(BUILD, failing(missing("state for allocation a1 not found on client")));

    LogReader reader = open(AMARA, BUILD);

    assertThat(state(reader).phase()).isEqualTo(Phase.FAILED);
    assertThat(Objects.requireNonNull(state(reader).problem()).title())
        .isEqualTo("Logs were garbage-collected");
  }

  @Test
  void resumesAfterAnInterruptedReplay() {
    String before = ("b".repeat(99) + "\n").repeat(1_000);
    String after = ("c".repeat(99) + "\n").repeat(900);
    logs.next(BUILD, ending(data(before + "seen\n")))
        .next(BUILD, ending(data(before + "seen\n" + after)))
        .next(BUILD, staying(data(before), data(before + "seen\n" + after), heartbeat()));
    LogReader reader = open(AMARA, BUILD);
    assertThat(texts(reader)).hasSize(1_001);

    executor.pass(SECOND);
    executor.pass(SECOND.multipliedBy(2));

    assertThat(texts(reader)).hasSize(900).allMatch(line -> line.startsWith("c"));
  }

  @Test
  void queuesTheSeventhLogOfAUser() {
    List<Source> seven = sources(7);
    LogReader reader = open(AMARA, seven.toArray(Source[]::new));

    assertThat(logs.followed).hasSize(6);
    assertThat(waiting(reader))
        .singleElement()
        .asString()
        .contains("Limit of 6 followed logs per user reached.");
  }

  @Test
  void startsAQueuedLogWhenAnotherEnds() {
    List<Source> seven = sources(7);
    LogReader reader = open(AMARA, seven.toArray(Source[]::new));
    cluster.ended("s0", 0, 0, false);
    logs.next(seven.get(0), ending(heartbeat()));

    followers.close(reader);
    executor.pass(LogFollowers.IDLE);
    LogReader again = open(AMARA, seven.get(6));

    assertThat(logs.followed).contains(seven.get(6));
    assertThat(waiting(again)).isEmpty();
  }

  @Test
  void followsAtMost16LogsAndNamesTheirViewers() {
    List<Source> twenty = sources(20);
    open(AMARA, twenty.subList(0, 6).toArray(Source[]::new));
    open(BO, twenty.subList(6, 12).toArray(Source[]::new));
    open(new Viewer(UUID.randomUUID(), "Chi"), twenty.subList(12, 16).toArray(Source[]::new));
    LogReader late = open(new Viewer(UUID.randomUUID(), "Dee"), twenty.get(16));

    assertThat(followers.occupiedSlots()).isEqualTo(16);
    assertThat(waiting(late))
        .singleElement()
        .asString()
        .contains("Limit of 16 followed logs reached (used by Amara (6), Bo (6) and Chi (4)).");
  }

  @Test
  void replacesALogWithoutViewers() {
    List<Source> twenty = sources(20);
    LogReader left = open(AMARA, twenty.subList(0, 6).toArray(Source[]::new));
    open(BO, twenty.subList(6, 12).toArray(Source[]::new));
    open(new Viewer(UUID.randomUUID(), "Chi"), twenty.subList(12, 16).toArray(Source[]::new));
    left.close();

    LogReader next = open(new Viewer(UUID.randomUUID(), "Dee"), twenty.get(16));

    assertThat(waiting(next)).isEmpty();
    assertThat(logs.followed).contains(twenty.get(16));
  }

  @Test
  void mergesLogsByArrival() {
    Source other = source("b2");
    logs.next(BUILD, staying(data("a\n"))).next(other, staying(data("b\n")));
    LogReader reader = open(AMARA, BUILD, other);
    logs.send(BUILD, data("c\n"));
    logs.send(other, data("d\n"));

    assertThat(texts(reader)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void returnsALongLogInBatches() {
    logs.next(BUILD, staying(data("line\n".repeat(5_000))));
    LogReader reader = open(AMARA, BUILD);

    assertThat(reader.next().lines()).hasSize(LogReader.MAX_LINES);
    assertThat(reader.next().more()).isTrue();
    assertThat(reader.next().more()).isFalse();
  }

  @Test
  void reportsDroppedLinesToASlowReader() {
    logs.next(BUILD, staying(data("line\n".repeat(60_000))));
    LogReader reader = open(AMARA, BUILD);
    reader.next();

    logs.send(BUILD, data("more\n".repeat(60_000)));
    LogReader.LogUpdate update = reader.next();

    assertThat(update.gaps()).containsExactly(0);
    assertThat(update.lines().getFirst().line().number()).isEqualTo(20_002);
  }

  @Test
  void startsALongLogWithACompleteLine() {
    logs.size = 20L << 20;
    logs.next(BUILD, staying(data("lf of a line\nwhole\n")));

    assertThat(texts(open(AMARA, BUILD)))
        .containsExactly("Showing the last 8 MiB. Download the full log.", "whole");
  }

  @Test
  void reportsWhichPartOfALongLogWasRead() {
    logs.size = 20L << 20;
    logs.next(BUILD, staying(data("lf of a line\nwhole\n")));
    LogReader reader = open(AMARA, BUILD);

    assertThat(reader.next().sizes())
        .containsExactly(
            new LogReader.SizeChange(
                0, new LogSize(20L << 20, 12L << 20, LogSize.UNKNOWN_LINES, true)));

    logs.send(BUILD, data("é\n".repeat(3 << 20)));

    assertThat(reader.next().sizes())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.size().total())
                    .isEqualTo((12L << 20) + "whole\n".length() + 3 * (3L << 20)));
  }

  @Test
  void countsTheLinesBeforeTheEndOfALongLog() {
    logs.size = 20L << 20;
    logs.lineBreaks = 999;
    logs.next(BUILD, staying(data("lf of a line\nwhole\nope"), heartbeat(), heartbeat()));
    LogReader reader = open(AMARA, BUILD);
    logs.send(BUILD, data("n\nlast\n"));

    LogReader.LogUpdate update = reader.next();

    assertThat(logs.positions).containsExactly(Position.afterStart(12L << 20));
    assertThat(logs.countedBytes).containsExactly(12L << 20);
    assertThat(linesBefore(update)).isEqualTo(1_000);
    // the note, the whole line, the two pieces of the next one, and the last one
    assertThat(update.lines())
        .extracting(one -> one.line().ordinal())
        .containsExactly(0L, 1L, 2L, 2L, 3L);
  }

  @Test
  void doesNotNumberLinesIfNomadDeletedTheOldestFileMeanwhile() {
    logs.size = 20L << 20;
    logs.next(
        BUILD,
        to -> {
          to.onFrame(data("lf of a line\nwhole\n"));
          to.onFrame(heartbeat());
          logs.oldestFile = 1;
          throw new ScriptedAllocationLogs.WouldBlock();
        });

    LogReader.LogUpdate update = open(AMARA, BUILD).next();

    assertThat(logs.countedBytes).hasSize(1);
    assertThat(linesBefore(update)).isEqualTo(LogSize.UNKNOWN_LINES);
  }

  @Test
  void doesNotNumberLinesAfterAGap() {
    logs.size = 20L << 20;
    logs.next(BUILD, staying(data("lf of a line\nwhole\n"), heartbeat()));
    LogReader reader = open(AMARA, BUILD);
    assertThat(linesBefore(reader.next())).isEqualTo(1);

    logs.send(BUILD, note("file truncated"));
    logs.send(BUILD, data("new\n"));

    assertThat(linesBefore(reader.next())).isEqualTo(LogSize.UNKNOWN_LINES);
  }

  @Test
  void doesNotCountTheLinesOfHugeLogs() {
    logs.size = LogFollower.MAX_COUNTED_BYTES + LogFollower.PART_BYTES + 1;
    logs.next(BUILD, staying(data("lf of a line\nwhole\n"), heartbeat()));

    LogReader.LogUpdate update = open(AMARA, BUILD).next();

    assertThat(logs.countedBytes).isEmpty();
    assertThat(linesBefore(update)).isEqualTo(LogSize.UNKNOWN_LINES);
  }

  @Test
  void reportsThatAShortLogIsComplete() {
    logs.size = 8;
    logs.next(BUILD, staying(data("one\ntwo\n")));

    assertThat(open(AMARA, BUILD).next().sizes())
        .containsExactly(new LogReader.SizeChange(0, new LogSize(8, 0, 0, false)));
  }

  @Test
  void readsTheBeginningOnce() {
    logs.size = 20L << 20;
    String mebibyte = ("x".repeat(1023) + "\n").repeat(1024);
    logs.next(
        BUILD,
        ending(Collections.nCopies(20, data(mebibyte)).toArray(AllocationLogs.Frame[]::new)));
    LogReader reader = followers.open(AMARA, List.of(new LogPart(BUILD, From.START)), "");
    executor.run();

    assertThat(logs.positions).containsExactly(Position.BEGINNING);
    assertThat(reader.next().sizes())
        .containsExactly(new LogReader.SizeChange(0, new LogSize(20L << 20, 0, 0, true)));
    assertThat(reader.logs().getFirst().buffer.size()).isEqualTo(8 * 1024 + 1);
    assertThat(state(reader).phase()).isEqualTo(Phase.ENDED);
    assertThat(followers.occupiedSlots()).isZero();
  }

  private static NotFound missing(String answered) {
    return new NotFound(RemoteSystem.NOMAD, "read the log", answered, "try again", null);
  }

  private LogReader open(Viewer viewer, Source... sources) {
    List<LogPart> parts =
        Arrays.stream(sources).map(source -> new LogPart(source, From.END)).toList();
    LogReader reader = followers.open(viewer, parts, "");
    executor.run();
    return reader;
  }

  private static long linesBefore(LogReader.LogUpdate update) {
    return update.sizes().getLast().size().linesBefore();
  }

  private static List<String> texts(LogReader reader) {
    return reader.next().lines().stream().map(one -> one.line().text()).toList();
  }

  private static FollowState state(LogReader reader) {
    return reader.logs().getFirst().state;
  }

  private static List<String> waiting(LogReader reader) {
    return reader.next().states().stream()
        .map(LogReader.StateChange::state)
        .filter(state -> state.phase() == Phase.QUEUED)
        .map(FollowState::message)
        .toList();
  }

  private List<Source> sources(int count) {
    List<Source> sources = IntStream.range(0, count).mapToObj(n -> source("s" + n)).toList();
    sources.forEach(source -> cluster.with(source.allocationId(), AllocationStatus.RUNNING));
    return sources;
  }

  private static Source source(String allocation) {
    return new Source(allocation, "agent", StreamType.STDERR);
  }
}
