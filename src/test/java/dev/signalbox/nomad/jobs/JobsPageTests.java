package dev.signalbox.nomad.jobs;

import static dev.signalbox.nomad.Views.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.Views;
import dev.signalbox.web.Chip;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // what is missing fails the test
class JobsPageTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void foldsTheChildrenUnderTheirTemplate() {
    Views views = family();

    JobsPage page = page("/nomad/jobs", views);

    assertThat(page.jobs().items()).extracting(JobsPage.Line::name).containsExactly("build");
    assertThat(page.jobs().items().getFirst().family())
        .isEqualTo("3 jobs made from it: 1 running, 1 waiting");
    assertThat(page.folded()).isTrue();
    assertThat(names(page.jobs().items().getFirst().familyUrl(), views))
        .containsExactly("build/dispatch-3", "build/dispatch-2", "build/dispatch-1");
  }

  @Test
  void showsThemOneByOneWhereAStateOrWordsAskForThem() {
    assertThat(names("/nomad/jobs?state=running", family())).containsExactly("build/dispatch-1");
    assertThat(names("/nomad/jobs?q=DISPATCH-2", family())).containsExactly("build/dispatch-2");
  }

  @Test
  void showsAChildWhoseTemplateIsGone() {
    Views views =
        Views.cluster().with(Jobs.child("gone", "gone/dispatch-1", JobStatus.RUNNING, 20));

    assertThat(names("/nomad/jobs", views)).containsExactly("gone/dispatch-1");
  }

  @Test
  void countsTheStatesAndSaysThemFirst() {
    JobsPage page = page("/nomad/jobs", family());

    assertThat(page.truth()).isEqualTo("1 running · 1 waiting · 0 failed · 4 known in all");
    assertThat(page.chips())
        .extracting(Chip::label)
        .containsExactly("All", "Running", "Waiting", "Ended", "Templates");
  }

  @Test
  void filtersByTypeAndByPool() {
    Views views =
        Views.cluster().with(Jobs.numbered("a", "batch", 1)).with(Jobs.numbered("b", "service", 2));

    assertThat(names("/nomad/jobs?type=service", views)).containsExactly("b");
    assertThat(names("/nomad/jobs?place=pool+default&sort=name", views)).containsExactly("a", "b");
    assertThat(page("/nomad/jobs?place=eu", views).empty())
        .isNotNull()
        .extracting(empty -> empty.actionLabel())
        .isEqualTo("Clear the filter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name", "-name", "state", "-priority", "submitted"})
  void leafsThroughAllForwardsAndBackwards(String sort) {
    Views views = Views.cluster();
    for (int i = 0; i < 120; i++) {
      views.with(Jobs.numbered("job~" + i, "batch", 1_000 + i / 2));
    }
    List<String> forwards = new ArrayList<>();
    JobsPage page = page(sort.isEmpty() ? "/nomad/jobs" : "/nomad/jobs?sort=" + sort, views);
    forwards.addAll(names(page));
    while (page.jobs().next() != null) {
      page = page(page.jobs().next(), views);
      forwards.addAll(names(page));
    }
    List<String> backwards = new ArrayList<>(names(page).reversed());
    while (page.jobs().previous() != null) {
      page = page(page.jobs().previous(), views);
      backwards.addAll(names(page).reversed());
    }

    assertThat(forwards).hasSize(120).doesNotHaveDuplicates();
    Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(forwards);
  }

  @Test
  void sortsTheNewestFirstWhereNothingIsAsked() {
    Views views =
        Views.cluster()
            .with(Jobs.numbered("old", "batch", 1))
            .with(Jobs.numbered("new", "batch", 2));

    assertThat(names("/nomad/jobs", views)).containsExactly("new", "old");
  }

  @Test
  void takesAPlaceThatIsNoneForTheBeginning() {
    Views views = Views.cluster().with(Jobs.numbered("a", "batch", 1));

    assertThat(names("/nomad/jobs?after=1~99~default~x", views)).containsExactly("a");
    assertThat(names("/nomad/jobs?after=1~1~default~xa", views)).containsExactly("a");
  }

  @Test
  void findsPartsOfNamesWithoutRegardToCase() {
    Views views =
        Views.cluster()
            .with(Jobs.numbered("Api-Tests", "batch", 1))
            .with(Jobs.numbered("api", "batch", 2));

    assertThat(names("/nomad/jobs?q=I-t", views)).containsExactly("Api-Tests");
    assertThat(names("/nomad/jobs?q=apis", views)).isEmpty();
  }

  @Test
  void offersCommandsThatDoNothingElse() {
    assertThat(JobPage.command("stop", new JobKey("default", "a/b")))
        .isEqualTo("nomad job stop -namespace=default a/b");
    assertThat(JobPage.command("stop", new JobKey("default", "a; rm 'x'")))
        .isEqualTo("nomad job stop -namespace=default 'a; rm '\\''x'\\'''");
    assertThat(JobPage.command("stop", new JobKey("default", "-purge"))).endsWith(" '-purge'");
  }

  private static Views family() {
    return Views.cluster()
        .with(Jobs.template("build"))
        .with(Jobs.child("build", "build/dispatch-1", JobStatus.RUNNING, 20))
        .with(Jobs.child("build", "build/dispatch-2", JobStatus.PENDING, 21))
        .with(Jobs.child("build", "build/dispatch-3", JobStatus.DEAD, 22));
  }

  private static List<String> names(String url, Views views) {
    return names(page(url, views));
  }

  private static List<String> names(JobsPage page) {
    return page.jobs().items().stream().map(JobsPage.Line::name).toList();
  }

  private static JobsPage page(String url, Views views) {
    return JobsPage.of(
        ListUrl.parse(url),
        JobIndex.of(views.view()),
        key -> Optional.empty(),
        new TrustLine(null, "live", null),
        CLOCK);
  }
}
