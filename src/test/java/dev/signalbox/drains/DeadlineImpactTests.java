package dev.signalbox.drains;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.drains.DeadlineImpact.BuildForecast;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations.Durations;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.ServerVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of a deadline's effect on builds. */
class DeadlineImpactTests {

  private static final DeadlineChoice HOUR = new DeadlineChoice(Duration.ofHours(1));
  private static final DeadlineChoice AT_ONCE = new DeadlineChoice(Duration.ZERO);

  /** Each has been running for 9 min 58 s. */
  private static final List<Allocation> FOUR =
      List.of(
          build("api-1").on("a").build(),
          build("web-2").on("a").build(),
          build("infra-3").on("a").build(),
          build("docs-4").on("a").build());

  @Test
  void waitsForAllBuildsWithoutADeadline() {
    DeadlineImpact consequence =
        of(
            "1.11.3",
            FOUR,
            DeadlineChoice.NONE,
            Map.of("api-1", 48, "web-2", 20, "infra-3", 20, "docs-4", 20));

    assertThat(consequence.heading()).isEqualTo("No new builds; the 4 running ones finish first");
    assertThat(consequence.sentence())
        .isEqualTo("All 4 are expected to finish within 38 min (based on past builds).");
    assertThat(consequence.builds()).noneMatch(BuildForecast::killed);
  }

  @Test
  void namesTheBuildsThatAreKilledAtTheForceTime() {
    DeadlineImpact consequence =
        of("1.11.3", FOUR, HOUR, Map.of("api-1", 90, "web-2", 80, "infra-3", 20, "docs-4", 20));

    assertThat(consequence.heading()).isEqualTo("2 builds will be killed at 13:04 UTC");
    assertThat(consequence.sentence())
        .startsWith("They are expected to run until 13:24 UTC: api-1, web-2.")
        .doesNotContain("infra-3")
        .contains("Without a deadline: all 4 are expected to finish within 1 h 20 min");
    assertThat(consequence.builds().getFirst().killed()).isTrue();
  }

  @Test
  void countsBuildsWithoutAnEstimateAsKilled() {
    DeadlineImpact consequence = of("1.11.3", FOUR, HOUR, Map.of("web-2", 20));

    assertThat(consequence.heading()).isEqualTo("3 builds will be killed at 13:04 UTC");
    assertThat(consequence.sentence()).startsWith("No estimate, so counted as killed: ");
  }

  @Test
  void countsABuildThatExceedsItsEstimateAsKilled() {
    DeadlineImpact consequence = of("1.11.3", FOUR.subList(0, 1), HOUR, Map.of("api-1", 5));

    assertThat(consequence.heading()).isEqualTo("1 build will be killed at 13:04 UTC");
    assertThat(consequence.sentence()).contains("counted as killed: api-1.");
  }

  @Test
  void saysThatAllBuildsFinishInTime() {
    DeadlineImpact consequence = of("1.11.3", FOUR.subList(0, 1), HOUR, Map.of("api-1", 20));

    assertThat(consequence.sentence()).startsWith("The build should finish before 13:04 UTC.");
  }

  @Test
  void namesAllBuildsThatAreKilledImmediately() {
    DeadlineImpact consequence =
        of("1.11.3", FOUR, AT_ONCE, Map.of("api-1", 20, "web-2", 20, "infra-3", 20, "docs-4", 20));

    assertThat(consequence.heading())
        .isEqualTo("All 4 builds on this client will be killed immediately");
    assertThat(consequence.sentence()).startsWith("These are killed: ").contains(" and 1 more.");
    assertThat(consequence.builds()).allMatch(BuildForecast::killed);
  }

  @Test
  void completesImmediatelyWithoutBuilds() {
    assertThat(of("1.11.3", List.of(), HOUR, Map.of()).sentence())
        .isEqualTo("The drain completes immediately.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.11.8, are restarted on another client",
    "1.4.568-bfc9a6ec4, are restarted on another client",
    "1.10.2, are restarted on another client",
    "1.10.3, count as failed and are restarted from the beginning",
    "1.9.11+ent, count as failed and are restarted from the beginning",
    "1.9.7, are restarted on another client",
    "1.8.15+ent, count as failed and are restarted from the beginning",
    "1.11.0, are not rescheduled",
    "1.11.3, unless the client is marked eligible before they have stopped",
    "2.0.3, unless the client is marked eligible",
    "2.0.4, even if the client is marked eligible",
    "2.0.5, even if the client is marked eligible",
    "?, expect killed builds to be lost"
  })
  void describesWhatEachVersionDoesWithKilledBuilds(String version, String words) {
    assertThat(of(version, FOUR, HOUR, Map.of()).sentence()).contains(words);
  }

  @Test
  void movesServicesInsteadOfKillingOrAwaitingThem() {
    Allocation service = build("shipper").on("a").ofType("service").build();

    DeadlineImpact alone = of("1.11.3", List.of(service), HOUR, Map.of());
    assertThat(alone.heading()).isEqualTo("No new builds; running services move to other clients");
    assertThat(alone.sentence())
        .isEqualTo("1 service moves to another client as soon as the drain starts: shipper.");
    assertThat(alone.killsBuilds()).isFalse();

    DeadlineImpact both = of("1.11.3", List.of(service, FOUR.getFirst()), AT_ONCE, Map.of());
    assertThat(both.heading()).isEqualTo("The build on this client will be killed immediately");
    assertThat(both.builds()).extracting(BuildForecast::name).containsExactly("api-1");
    assertThat(both.sentence()).contains("These are killed: api-1.", "1 service moves to another");

    assertThat(of("1.11.3", List.of(service), DeadlineChoice.NONE, Map.of()).sentence())
        .doesNotContain("finish");
    assertThat(ofPlan(List.of(service), HOUR, Map.of()))
        .contains("No builds are running on them.", "1 service moves to another client");
  }

  @Test
  void killsNoBuildThatFinishesBeforeTheDeadline() {
    assertThat(of("1.11.3", FOUR.subList(0, 1), HOUR, Map.of("api-1", 20)).killsBuilds()).isFalse();
    assertThat(of("1.11.3", FOUR, DeadlineChoice.NONE, Map.of()).killsBuilds()).isFalse();
    assertThat(of("1.11.3", FOUR, HOUR, Map.of()).killsBuilds()).isTrue();
    assertThat(of("1.11.3", List.of(), AT_ONCE, Map.of()).killsBuilds()).isFalse();
  }

  @Test
  void namesTheSystemJobsUnlessTheyAreIgnored() {
    List<Allocation> system =
        List.of(
            build("telegraf").on("a").ofType("system").build(),
            build("logs").on("a").ofType("system").build());

    assertThat(with(system, FOUR).sentence())
        .contains("1 h 30 min", " System jobs are stopped last: logs, telegraf.");
    assertThat(with(system, List.of()).sentence())
        .isEqualTo("System jobs are stopped last: logs, telegraf.");
    assertThat(with(List.of(), FOUR).sentence()).doesNotContain("System jobs");
  }

  @Test
  void startsTheDeadlineOfEachClientWithItsDrain() {
    assertThat(ofPlan(FOUR, HOUR, Map.of("api-1", 90, "web-2", 20, "infra-3", 20, "docs-4", 20)))
        .isEqualTo(
            "The builds of each client have 1 h from the start of its drain; any build still"
                + " running then is killed. If all clients started draining now, 1 build would be"
                + " killed at 13:04 UTC. It is expected to run until 13:24 UTC: api-1. Killed"
                + " builds count as failed and are restarted from the beginning when there is"
                + " capacity (Nomad 1.10). Without a deadline: all 4 are expected to finish within"
                + " 1 h 20 min (based on past builds).");
    assertThat(ofPlan(FOUR, DeadlineChoice.NONE, Map.of()))
        .isEqualTo(
            "4 builds are running on them; no build is killed. All 4 will finish; end time"
                + " unknown.");
    assertThat(ofPlan(List.of(), DeadlineChoice.NONE, Map.of()))
        .isEqualTo("No builds are running on them.");
  }

  @Test
  void namesTheDayOfADistantDeadline() {
    assertThat(of("1.11.3", FOUR, new DeadlineChoice(Duration.ofDays(2)), Map.of()).heading())
        .endsWith("12:04 UTC on 25 Nov 2026");
  }

  @ParameterizedTest
  @CsvSource({"45m, 45", "90min, 90", "2h, 120", "1d12h, 2160", "1 d 2 h 3 m, 1563"})
  void parsesDurations(String text, long minutes) {
    assertThat(DeadlineChoice.parse(DeadlineChoice.CUSTOM, text))
        .isEqualTo(new DeadlineChoice(Duration.ofMinutes(minutes)));
  }

  @ParameterizedTest
  @CsvSource({"45, 45m", "60, 1h", "2160, 1d12h", "1563, 1d2h3m", "90000, 30d", "0, 1m"})
  void formatsDurationsThatCanBeParsed(long minutes, String text) {
    assertThat(DeadlineChoice.format(Duration.ofMinutes(minutes))).isEqualTo(text);
    assertThat(DeadlineChoice.format(Duration.ofMinutes(minutes).minusSeconds(1))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5m", "0m", "31d", "''", "5"})
  void rejectsInvalidDurations(String text) {
    assertThat(DeadlineChoice.parse(DeadlineChoice.CUSTOM, text)).isNull();
  }

  private static DeadlineImpact with(List<Allocation> system, List<Allocation> builds) {
    return DeadlineImpact.of(
        ServerVersion.of("1.11.3"),
        builds,
        system,
        DeadlineChoice.NONE,
        build -> Optional.of(new Durations(Duration.ofMinutes(50), Duration.ofMinutes(100))),
        JobKey::id,
        NOW);
  }

  private static String ofPlan(
      List<Allocation> builds, DeadlineChoice choice, Map<String, Integer> minutes) {
    return PlanImpact.of(
            ServerVersion.of("1.10.5"),
            builds,
            List.of(),
            choice,
            build ->
                Optional.ofNullable(minutes.get(build.job().id()))
                    .map(Duration::ofMinutes)
                    .map(length -> new Durations(length.dividedBy(2), length)),
            JobKey::id,
            NOW)
        .sentence();
  }

  private static DeadlineImpact of(
      String version,
      List<Allocation> builds,
      DeadlineChoice choice,
      Map<String, Integer> minutes) {
    return DeadlineImpact.of(
        ServerVersion.of(version),
        builds,
        List.of(),
        choice,
        build ->
            Optional.ofNullable(minutes.get(build.job().id()))
                .map(Duration::ofMinutes)
                .map(length -> new Durations(length.dividedBy(2), length)),
        JobKey::id,
        NOW);
  }
}
