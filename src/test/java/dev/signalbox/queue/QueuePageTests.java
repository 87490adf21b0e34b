package dev.signalbox.queue;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.queue.WaitingJobBuilder.queuedJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Sparkline;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueuePageTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Resources SMALL = new Resources(2_000, 4_096, 300);
  private static final Resources HUGE = new Resources(2_000, 500_000, 300);

  @Test
  void summarizesTheQueue() {
    SnapshotBuilder builder = cluster();
    queuedJob("a").exhausted("memory", 1, HUGE).addTo(builder);
    queuedJob("b").exhausted("memory", 1, SMALL).addTo(builder);
    queuedJob("c").exhausted("memory", 1, SMALL).addTo(builder);

    assertThat(page("/nomad/queue", builder).summary())
        .isEqualTo("3 queued, longest 4 min · 1 too large · 2 no capacity");
    assertThat(page("/nomad/queue", SnapshotBuilder.cluster()).summary())
        .isEqualTo("Queue is empty");
  }

  @Test
  void filtersByReasonClassAndName() {
    SnapshotBuilder builder = cluster();
    queuedJob("api").exhausted("memory", 1, HUGE).addTo(builder);
    queuedJob("web").exhausted("memory", 1, SMALL).addTo(builder);

    assertThat(names("/nomad/queue?reason=never-fits", builder)).containsExactly("api");
    assertThat(names("/nomad/queue?class=4096", builder)).containsExactly("web");
    assertThat(names("/nomad/queue?q=WEB", builder)).containsExactly("web");
    assertThat(page("/nomad/queue?q=nosuchjob", builder).empty())
        .isNotNull()
        .extracting(empty -> empty.actionUrl())
        .isEqualTo("/nomad/queue");
  }

  @Test
  void showsOnlyTheKnownResources() {
    SnapshotBuilder builder = cluster();
    queuedJob("a").exhausted("cpu", 1, new Resources(2_000, 0, 0)).addTo(builder);
    queuedJob("b").exhausted("memory", 1, Resources.NONE).addTo(builder);

    assertThat(page("/nomad/queue", builder).jobs().items())
        .extracting(QueuePage.QueueRow::resources)
        .containsExactly("2 GHz", "unknown");
    assertThat(page("/nomad/queue", builder).classes()).isEmpty();
  }

  @Test
  void pagesForwardsAndBackwards() {
    SnapshotBuilder builder = cluster();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String name = "job-" + i;
      all.add(name);
      queuedJob(name).index(1_000 + i).exhausted("memory", 1, SMALL).addTo(builder);
    }
    List<String> forwards = new ArrayList<>();
    QueuePage page = page("/nomad/queue", builder);
    forwards.addAll(page.jobs().items().stream().map(QueuePage.QueueRow::name).toList());
    while (page.jobs().next() != null) {
      page = page(page.jobs().next(), builder);
      forwards.addAll(page.jobs().items().stream().map(QueuePage.QueueRow::name).toList());
    }
    List<String> backwards = new ArrayList<>(names(page, true));
    while (page.jobs().previous() != null) {
      page = page(page.jobs().previous(), builder);
      backwards.addAll(names(page, true));
    }

    assertThat(forwards).isEqualTo(all);
    Collections.reverse(all);
    assertThat(backwards).isEqualTo(all);
  }

  @Test
  void suggestsClientsToAdd() {
    SnapshotBuilder builder = cluster();
    queuedJob("a").exhausted("memory", 1, SMALL).times(3).addTo(builder);

    assertThat(page("/nomad/queue", builder).missing())
        .first()
        .extracting(QueuePage.CapacitySuggestion::title, QueuePage.CapacitySuggestion::effect)
        .containsExactly("Add 1 × r5.4xlarge", "places all 3 queued builds");
  }

  @Test
  void drawsTheQueueLengthAndDescribesIt() {
    Sparkline line = QueueTrend.chart(List.of(0L, 4L, 2L));

    assertThat(line.summary()).isEqualTo("0 to 4 jobs over the last 3 min");
    assertThat(line.points()).endsWith(" 240,20");
  }

  private static SnapshotBuilder cluster() {
    return SnapshotBuilder.cluster()
        .with(client("n1").attribute("platform.aws.instance-type", "r5.4xlarge"));
  }

  private static List<String> names(String url, SnapshotBuilder builder) {
    return names(page(url, builder), false);
  }

  private static List<String> names(QueuePage page, boolean reversed) {
    List<String> names =
        new ArrayList<>(page.jobs().items().stream().map(QueuePage.QueueRow::name).toList());
    if (reversed) {
      Collections.reverse(names);
    }
    return names;
  }

  private static QueuePage page(String url, SnapshotBuilder builder) {
    ClusterSnapshot snapshot = builder.snapshot();
    List<ExplainedJob> queue = JobQueueTests.explained(snapshot);
    ListUrl list = ListUrl.parse(url);
    return QueuePage.of(
        new ListUrl("/nomad/queue", Map.copyOf(list.parameters())),
        new QueuePage.QueueData(
            queue,
            MissingCapacity.of(queue, snapshot),
            null,
            requested -> Long.toString(requested.memory()),
            false,
            new FreshnessBanner(null, "live", null)),
        CLOCK);
  }
}
