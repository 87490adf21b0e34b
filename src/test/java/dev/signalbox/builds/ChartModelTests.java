package dev.signalbox.builds;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.history.BuildMeasure;
import dev.signalbox.history.BuildOutcome;
import dev.signalbox.history.ClusterHistory.ClientCount;
import dev.signalbox.history.ClusterHistory.FinishedBuilds;
import dev.signalbox.history.SizeDurations;
import dev.signalbox.history.SizeDurations.Percentiles;
import dev.signalbox.history.TimeRange;
import dev.signalbox.nomad.ResourceClassFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // a null value fails the test
class ChartModelTests {

  private static final TimeAxis DAY = TimeAxis.of(TimeRange.DAY, NOW);
  private static final Instant LAST = DAY.steps().getLast();

  @Test
  void stacksThePartsOfABarWithinTheBox() {
    assertThat(ChartModel.Bar.of(2, 30, 10, 40)).isEqualTo(new ChartModel.Bar(20, 25, 75, 0, 25));
    assertThat(ChartModel.Bar.of(0, 0, 0, 0)).isEqualTo(new ChartModel.Bar(0, 100, 0, 100, 0));
  }

  @Test
  void drawsPositiveValuesAtLeastTwoUnitsHigh() {
    assertThat(ChartModel.height(1, 100_000)).isEqualTo(2);
    assertThat(ChartModel.height(0, 100_000)).isZero();
  }

  @Test
  void interruptsALineAtStepsWithoutData() {
    assertThat(ChartModel.Line.of("x", List.of(10L, 5L, -1L, 10L, -1L), 10, false).path())
        .isEqualTo("M5 0 L15 50 M35 0 h5");
  }

  @Test
  void summarizesBuildsAndListsThemByOutcome() {
    ChartModel chart =
        BuildsChart.of(
            DAY,
            List.of(
                new FinishedBuilds(LAST, BuildOutcome.DONE, 41),
                new FinishedBuilds(LAST, BuildOutcome.FAILED, 7),
                new FinishedBuilds(LAST.minusSeconds(3600), BuildOutcome.STOPPED, 1)));

    assertThat(chart).isNotNull();
    assertThat(chart.summary())
        .isEqualTo("49 finished · 7 failed · 1 stopped · 2.0 per hour, peak 48");
    assertThat(chart.stepLabels()).hasSize(24);
    assertThat(chart.stepLabels().getLast().label())
        .isEqualTo("23 Nov, 12:00: 48 finished · 7 failed");
    assertThat(chart.rows())
        .containsExactly(
            new ChartModel.Row("23 Nov, 11:00", List.of("0", "0", "0", "1")),
            new ChartModel.Row("23 Nov, 12:00", List.of("41", "7", "0", "0")));
    assertThat(BuildsChart.of(DAY, List.of())).isNull();
  }

  @Test
  void drawsP50AndP95ScaledToTheLongestP95() {
    Percentiles percentiles = new Percentiles(20, Duration.ofSeconds(30), Duration.ofMinutes(2));

    ChartModel chart =
        DurationChart.of(
            0,
            DAY,
            new SizeDurations(
                ResourceClassFixtures.LARGE,
                BuildMeasure.WAIT,
                percentiles,
                Map.of(LAST, percentiles)),
            "large");

    assertThat(chart.title()).isEqualTo("Queue time, large");
    assertThat(chart.summary()).isEqualTo("p50 30 s · p95 2 min · 20 builds");
    assertThat(chart.lines())
        .extracting(ChartModel.Line::path)
        .containsExactly("M235 75 h5", "M235 0 h5");
    assertThat(chart.lines()).extracting(ChartModel.Line::dashed).containsExactly(false, true);
  }

  @Test
  void scalesDurationsBelowASecondToAnAxisOfOneSecond() {
    Percentiles percentiles = new Percentiles(1, Duration.ofMillis(200), Duration.ofMillis(500));

    ChartModel chart =
        DurationChart.of(
            0,
            DAY,
            new SizeDurations(
                ResourceClassFixtures.LARGE,
                BuildMeasure.WAIT,
                percentiles,
                Map.of(LAST, percentiles)),
            "large");

    assertThat(chart.summary()).isEqualTo("p50 under 1 s · p95 under 1 s · 1 build");
    assertThat(chart.axisMax()).isEqualTo("1 s");
    assertThat(chart.lines())
        .extracting(ChartModel.Line::path)
        .containsExactly("M235 80 h5", "M235 50 h5");
  }

  @Test
  void summarizesClientsByTheirMinimumAndMaximum() {
    ChartModel chart =
        ClientsChart.of(
            DAY,
            List.of(
                new ClientCount(LAST.minusSeconds(3600), 12, 2, 15),
                new ClientCount(LAST, 14, 0, 15)));

    assertThat(chart).isNotNull();
    assertThat(chart.summary()).isEqualTo("12 to 14 ready, 13 on average · at most 2 down");
  }

  @Test
  void namesTheStartOfTheRecordingIfNoBuildFinished() {
    assertThat(HistoryCharts.empty(TimeRange.QUARTER, Optional.of(NOW)).why())
        .startsWith("Signalbox has recorded none since 23 Nov 2026, 12:04 UTC.");
    assertThat(HistoryCharts.empty(TimeRange.DAY, Optional.empty()).actionUrl())
        .isEqualTo("/nomad?range=90d");
  }
}
