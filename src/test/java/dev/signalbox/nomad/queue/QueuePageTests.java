package dev.signalbox.nomad.queue;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.queue.Waits.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.Views;
import dev.signalbox.web.ListUrl;
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
  void saysTheTruthInOneSentence() {
    Views views = cluster();
    waits("a").full("memory", 1, HUGE).into(views);
    waits("b").full("memory", 1, SMALL).into(views);
    waits("c").full("memory", 1, SMALL).into(views);

    assertThat(page("/nomad/queue", views).truth())
        .isEqualTo("3 waiting, oldest 4 min · 1 never fits · 2 wait for room");
    assertThat(page("/nomad/queue", Views.cluster()).truth()).isEqualTo("Nothing waits");
  }

  @Test
  void filtersByReasonClassAndName() {
    Views views = cluster();
    waits("api").full("memory", 1, HUGE).into(views);
    waits("web").full("memory", 1, SMALL).into(views);

    assertThat(names("/nomad/queue?reason=never-fits", views)).containsExactly("api");
    assertThat(names("/nomad/queue?class=4096", views)).containsExactly("web");
    assertThat(names("/nomad/queue?q=WEB", views)).containsExactly("web");
    assertThat(page("/nomad/queue?q=nobody", views).empty())
        .isNotNull()
        .extracting(empty -> empty.actionUrl())
        .isEqualTo("/nomad/queue");
  }

  @Test
  void saysOnlyWhatIsKnownOfASize() {
    Views views = cluster();
    waits("a").full("cpu", 1, new Resources(2_000, 0, 0)).into(views);
    waits("b").full("memory", 1, Resources.NONE).into(views);

    assertThat(page("/nomad/queue", views).jobs().items())
        .extracting(QueuePage.Line::needs)
        .containsExactly("2,000 MHz", "not known yet");
    assertThat(page("/nomad/queue", views).classes()).isEmpty();
  }

  @Test
  void leafsThroughAllForwardsAndBackwards() {
    Views views = cluster();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String name = "job-" + i;
      all.add(name);
      waits(name).index(1_000 + i).full("memory", 1, SMALL).into(views);
    }
    List<String> forwards = new ArrayList<>();
    QueuePage page = page("/nomad/queue", views);
    forwards.addAll(page.jobs().items().stream().map(QueuePage.Line::name).toList());
    while (page.jobs().next() != null) {
      page = page(page.jobs().next(), views);
      forwards.addAll(page.jobs().items().stream().map(QueuePage.Line::name).toList());
    }
    List<String> backwards = new ArrayList<>(names(page, true));
    while (page.jobs().previous() != null) {
      page = page(page.jobs().previous(), views);
      backwards.addAll(names(page, true));
    }

    assertThat(forwards).isEqualTo(all);
    Collections.reverse(all);
    assertThat(backwards).isEqualTo(all);
  }

  @Test
  void namesTheClientsThatAreMissing() {
    Views views = cluster();
    waits("a").full("memory", 1, SMALL).times(3).into(views);

    assertThat(page("/nomad/queue", views).missing())
        .first()
        .extracting(QueuePage.Missing::add, QueuePage.Missing::what)
        .containsExactly("Add 1 × r5.4xlarge", "take all 3");
  }

  @Test
  void drawsTheLastHourAndSaysItInWords() {
    Sparkline line = Sparkline.of(List.of(0, 4, 2));

    assertThat(line.words())
        .isEqualTo("between 0 and 4 waited over the last 3 min, since this console started");
    assertThat(line.points()).endsWith(" 240,20");
  }

  private static Views cluster() {
    return Views.cluster().with(client("n1").attribute("platform.aws.instance-type", "r5.4xlarge"));
  }

  private static List<String> names(String url, Views views) {
    return names(page(url, views), false);
  }

  private static List<String> names(QueuePage page, boolean reversed) {
    List<String> names =
        new ArrayList<>(page.jobs().items().stream().map(QueuePage.Line::name).toList());
    if (reversed) {
      Collections.reverse(names);
    }
    return names;
  }

  private static QueuePage page(String url, Views views) {
    ClusterView view = views.view();
    List<Explained> queue = QueueTests.explained(view);
    ListUrl list = ListUrl.parse(url);
    return QueuePage.of(
        new ListUrl("/nomad/queue", Map.copyOf(list.parameters())),
        new QueuePage.Sources(
            queue,
            MissingCapacity.of(queue, view),
            List.of(),
            asked -> Long.toString(asked.memory()),
            new TrustLine(null, "live", null)),
        CLOCK);
  }
}
