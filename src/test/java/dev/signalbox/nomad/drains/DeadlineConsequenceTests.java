package dev.signalbox.nomad.drains;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildTimes.Durations;
import dev.signalbox.nomad.ServerVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a deadline does to builds, said before it does. */
class DeadlineConsequenceTests {

  private static final DeadlineChoice HOUR = new DeadlineChoice(Duration.ofHours(1));
  private static final DeadlineChoice AT_ONCE = new DeadlineChoice(Duration.ZERO);

  /** Each has run for ten minutes less two seconds. */
  private static final List<Allocation> FOUR =
      List.of(
          build("api-1").on("a").made(),
          build("web-2").on("a").made(),
          build("infra-3").on("a").made(),
          build("docs-4").on("a").made());

  @Test
  void waitsForEveryBuildWithoutADeadline() {
    DeadlineConsequence consequence =
        of(
            "1.11.3",
            FOUR,
            DeadlineChoice.NONE,
            Map.of("api-1", 48, "web-2", 20, "infra-3", 20, "docs-4", 20));

    assertThat(consequence.heading())
        .isEqualTo("This client takes no new builds; 4 running ones finish first");
    assertThat(consequence.sentence())
        .isEqualTo("All 4 finish; by past builds that takes up to 38 min.");
    assertThat(consequence.builds()).noneMatch(DeadlineConsequence.Build::killed);
  }

  @Test
  void namesThoseThatWouldStillRunAtTheForceTime() {
    DeadlineConsequence consequence =
        of("1.11.3", FOUR, HOUR, Map.of("api-1", 90, "web-2", 80, "infra-3", 20, "docs-4", 20));

    assertThat(consequence.heading()).endsWith("4 running ones have until 13:04 UTC");
    assertThat(consequence.sentence())
        .startsWith("2 builds would be killed at 13:04 UTC: api-1, web-2.")
        .doesNotContain("infra-3")
        .contains("Without a deadline: all 4 finish; by past builds that takes up to 1 h 20 min");
    assertThat(consequence.builds().getFirst().killed()).isTrue();
  }

  @Test
  void countsABuildThatNobodyKnowsAsKilled() {
    DeadlineConsequence consequence = of("1.11.3", FOUR, HOUR, Map.of("web-2", 20));

    assertThat(consequence.sentence())
        .startsWith("3 builds would be killed at 13:04 UTC")
        .contains("How long they take is not known, so they count as killed.");
  }

  @Test
  void countsABuildThatRunsLongerThanAllOthersAsKilled() {
    DeadlineConsequence consequence = of("1.11.3", FOUR.subList(0, 1), HOUR, Map.of("api-1", 5));

    assertThat(consequence.sentence()).startsWith("1 build would be killed at 13:04 UTC: api-1.");
  }

  @Test
  void saysThatAllEndInTimeWhereTheyDo() {
    DeadlineConsequence consequence = of("1.11.3", FOUR.subList(0, 1), HOUR, Map.of("api-1", 20));

    assertThat(consequence.sentence()).startsWith("By past builds it ends before 13:04 UTC.");
  }

  @Test
  void killsAllOfThemWhereEverythingIsStoppedAtOnce() {
    DeadlineConsequence consequence =
        of("1.11.3", FOUR, AT_ONCE, Map.of("api-1", 20, "web-2", 20, "infra-3", 20, "docs-4", 20));

    assertThat(consequence.heading()).isEqualTo("All 4 builds on this client are killed at once");
    assertThat(consequence.sentence()).startsWith("4 builds are killed, among them ");
    assertThat(consequence.builds()).allMatch(DeadlineConsequence.Build::killed);
  }

  @Test
  void hasNothingToWaitForWhereNothingRuns() {
    assertThat(of("1.11.3", List.of(), HOUR, Map.of()).sentence())
        .isEqualTo("The drain is complete at once.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.11.8, starts a killed build again elsewhere",
    "1.4.568-bfc9a6ec4, starts a killed build again elsewhere",
    "1.10.2, starts a killed build again elsewhere",
    "1.10.3, counts a killed build as failed and runs it again",
    "1.9.11+ent, counts a killed build as failed and runs it again",
    "1.9.7, starts a killed build again elsewhere",
    "1.8.15+ent, counts a killed build as failed and runs it again",
    "1.11.0, stops a killed build and does not replace it",
    "1.11.3, 'takes builds again before it has stopped, another one is started beside it'",
    "2.0.3, another one is started beside it",
    "2.0.4, 'does not replace it, even where the client takes builds again'",
    "2.0.5, 'does not replace it, even where the client takes builds again'",
    "?, expect it to be lost"
  })
  void saysWhatThisVersionDoesToThem(String version, String words) {
    assertThat(of(version, FOUR, HOUR, Map.of()).sentence()).contains(words);
  }

  @Test
  void saysThatAServiceIsStartedElsewhere() {
    List<Allocation> service = List.of(build("shipper").on("a").ofType("service").made());

    assertThat(of("1.11.3", service, HOUR, Map.of()).sentence())
        .contains("A service among them is started elsewhere.");
  }

  @Test
  void namesWhatRunsOnEveryClientWhereThatIsStoppedToo() {
    List<Allocation> system =
        List.of(
            build("telegraf").on("a").ofType("system").made(),
            build("logs").on("a").ofType("system").made());

    assertThat(with(system, FOUR).sentence())
        .contains("1 h 30 min.", " What runs on every client is stopped last: logs, telegraf.");
    assertThat(with(system, List.of()).sentence())
        .isEqualTo("What runs on every client is stopped last: logs, telegraf.");
    assertThat(with(List.of(), FOUR).sentence()).doesNotContain("every client");
  }

  @Test
  void saysOfManyClientsThatEachDeadlineCountsFromItsTurn() {
    assertThat(ofPlan(FOUR, HOUR, Map.of("api-1", 90, "web-2", 20, "infra-3", 20, "docs-4", 20)))
        .isEqualTo(
            "What runs on a client has 1 h from when its turn comes; what still runs then is"
                + " killed. Were all clients begun now, 1 build would be killed at 13:04 UTC:"
                + " api-1. Nomad 1.10 counts a killed build as failed and runs it again from its"
                + " start where there is room. Without a deadline: all 4 finish; by past builds"
                + " that takes up to 1 h 20 min.");
    assertThat(ofPlan(FOUR, DeadlineChoice.NONE, Map.of()))
        .isEqualTo("4 builds run on them now. All 4 finish; how long that takes is not known.");
    assertThat(ofPlan(List.of(), DeadlineChoice.NONE, Map.of()))
        .isEqualTo("Nothing runs on them now.");
  }

  @Test
  void namesTheDayOfADeadlineThatLiesFarAhead() {
    assertThat(of("1.11.3", FOUR, new DeadlineChoice(Duration.ofDays(2)), Map.of()).heading())
        .endsWith("12:04 UTC on 25 Nov 2026");
  }

  @ParameterizedTest
  @CsvSource({"45m, 45", "90min, 90", "2h, 120", "1d12h, 2160", "1 d 2 h 3 m, 1563"})
  void readsALengthAsPeopleWriteIt(String text, long minutes) {
    assertThat(DeadlineChoice.read(DeadlineChoice.CUSTOM, text))
        .isEqualTo(new DeadlineChoice(Duration.ofMinutes(minutes)));
  }

  @ParameterizedTest
  @CsvSource({"45, 45m", "60, 1h", "2160, 1d12h", "1563, 1d2h3m", "90000, 30d", "0, 1m"})
  void writesALengthAsItReadsIt(long minutes, String text) {
    assertThat(DeadlineChoice.written(Duration.ofMinutes(minutes))).isEqualTo(text);
    assertThat(DeadlineChoice.written(Duration.ofMinutes(minutes).minusSeconds(1))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5m", "0m", "31d", "''", "5"})
  void readsNoLengthWhereThereIsNone(String text) {
    assertThat(DeadlineChoice.read(DeadlineChoice.CUSTOM, text)).isNull();
  }

  private static DeadlineConsequence with(List<Allocation> system, List<Allocation> builds) {
    return DeadlineConsequence.of(
        ServerVersion.of("1.11.3"),
        builds,
        system,
        DeadlineChoice.NONE,
        build -> Optional.of(new Durations(Duration.ofMinutes(50), Duration.ofMinutes(100))),
        NOW);
  }

  private static String ofPlan(
      List<Allocation> builds, DeadlineChoice choice, Map<String, Integer> minutes) {
    return PlanConsequence.of(
        ServerVersion.of("1.10.5"),
        builds,
        List.of(),
        choice,
        build ->
            Optional.ofNullable(minutes.get(build.job().id()))
                .map(Duration::ofMinutes)
                .map(length -> new Durations(length.dividedBy(2), length)),
        NOW);
  }

  private static DeadlineConsequence of(
      String version,
      List<Allocation> builds,
      DeadlineChoice choice,
      Map<String, Integer> minutes) {
    return DeadlineConsequence.of(
        ServerVersion.of(version),
        builds,
        List.of(),
        choice,
        build ->
            Optional.ofNullable(minutes.get(build.job().id()))
                .map(Duration::ofMinutes)
                .map(length -> new Durations(length.dividedBy(2), length)),
        NOW);
  }
}
