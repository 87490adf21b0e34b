package dev.signalbox.nomad.overview;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.Views.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.BuildClassesOf;
import dev.signalbox.nomad.history.BuildOutcome;
import dev.signalbox.nomad.history.ClusterHistory.Clients;
import dev.signalbox.nomad.history.ClusterHistory.Ended;
import dev.signalbox.nomad.history.Measure;
import dev.signalbox.nomad.history.SizeTimes;
import dev.signalbox.nomad.history.SizeTimes.Times;
import dev.signalbox.nomad.history.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is missing fails the test
class ChartTests {

  private static final Steps DAY = Steps.of(Span.DAY, NOW);
  private static final Instant LAST = DAY.all().getLast();

  @Test
  void aBarHasItsPartsOnTopOfEachOtherInsideTheBox() {
    assertThat(Chart.Bar.of(2, 30, 10, 40)).isEqualTo(new Chart.Bar(20, 25, 75, 0, 25));
    assertThat(Chart.Bar.of(0, 0, 0, 0)).isEqualTo(new Chart.Bar(0, 100, 0, 100, 0));
  }

  @Test
  void whatIsNotNothingCanBeSeen() {
    assertThat(Chart.height(1, 100_000)).isEqualTo(2);
    assertThat(Chart.height(0, 100_000)).isZero();
  }

  @Test
  void aLineBreaksWhereNothingIsKnown() {
    assertThat(Chart.Line.of("x", List.of(10L, 5L, -1L, 10L, -1L), 10, false).path())
        .isEqualTo("M5 0 L15 50 M35 0 h5");
  }

  @Test
  void buildsAreToldInWordsAndAsATable() {
    Chart chart =
        BuildsChart.of(
            DAY,
            List.of(
                new Ended(LAST, BuildOutcome.DONE, 41),
                new Ended(LAST, BuildOutcome.FAILED, 7),
                new Ended(LAST.minusSeconds(3600), BuildOutcome.STOPPED, 1)));

    assertThat(chart).isNotNull();
    assertThat(chart.words())
        .isEqualTo("49 ended, 7 failed, 1 stopped; between 0 and 48 each hour, 2.0 on average.");
    assertThat(chart.marks()).hasSize(24);
    assertThat(chart.marks().getLast().label()).isEqualTo("23 Nov, 12:00: 48 ended, 7 failed");
    assertThat(chart.rows())
        .containsExactly(
            new Chart.Row("23 Nov, 11:00", List.of("0", "0", "0", "1")),
            new Chart.Row("23 Nov, 12:00", List.of("41", "7", "0", "0")));
    assertThat(BuildsChart.of(DAY, List.of())).isNull();
  }

  @Test
  void timesAreTwoLinesOfWhichTheLongerOneTouchesTheTop() {
    Times times = new Times(20, Duration.ofSeconds(30), Duration.ofMinutes(2));

    Chart chart =
        TimesChart.of(
            0,
            DAY,
            new SizeTimes(BuildClassesOf.LARGE, Measure.WAIT, times, Map.of(LAST, times)),
            "large");

    assertThat(chart.title()).isEqualTo("large: waited");
    assertThat(chart.words())
        .startsWith("Half waited no longer than 30 s, nineteen of twenty no longer than 2 min;");
    assertThat(chart.lines())
        .extracting(Chart.Line::path)
        .containsExactly("M235 75 h5", "M235 0 h5");
    assertThat(chart.lines()).extracting(Chart.Line::dashed).containsExactly(false, true);
  }

  @Test
  void clientsAreToldByTheirLeastAndTheirMost() {
    Chart chart =
        ClientsChart.of(
            DAY,
            List.of(new Clients(LAST.minusSeconds(3600), 12, 2, 15), new Clients(LAST, 14, 0, 15)));

    assertThat(chart).isNotNull();
    assertThat(chart.words())
        .isEqualTo("Between 12 and 14 were ready, 13 on average; at most 2 down.");
  }

  @Test
  void whereNothingFinishedItSaysSinceWhenAnybodyLooksOn() {
    assertThat(PastPages.empty(Span.QUARTER, Optional.of(NOW)).why())
        .startsWith("No build has ended since 23 Nov 2026, 12:04 UTC,");
    assertThat(PastPages.empty(Span.DAY, Optional.empty()).actionUrl())
        .isEqualTo("/nomad?range=90d");
  }

  @Test
  void aDownClientMatters() {
    assertThat(Matter.of(cluster().with(client("a").down(NOW)).view(), List.of()))
        .extracting(Matter::sentence)
        .containsExactly("1 client is down");
    assertThat(Matter.of(cluster().with(client("a")).view(), List.of())).isEmpty();
  }
}
