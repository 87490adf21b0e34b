package dev.signalbox.jobs;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
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

@SuppressWarnings("NullAway") // a missing value fails the test
class JobsPageTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void listsBuildsByDefaultAndTemplatesWithAFilter() {
    SnapshotBuilder views = family();

    JobsPage page = page("/nomad/jobs", views);

    assertThat(page.jobs().items())
        .extracting(JobsPage.Line::name)
        .containsExactly("build/dispatch-3", "build/dispatch-2", "build/dispatch-1");
    assertThat(page.chips().getFirst())
        .extracting(FilterChip::label, FilterChip::count)
        .containsExactly("All", 3L);
    JobsPage.Line template = page("/nomad/jobs?state=template", views).jobs().items().getFirst();
    assertThat(template.name()).isEqualTo("build");
    assertThat(template.dispatched()).isEqualTo("3 dispatched: 1 running, 1 queued");
    assertThat(names(template.dispatchedUrl(), views)).hasSize(3);
  }

  @Test
  void listsDispatchedJobsIfFilteredByStateOrText() {
    assertThat(names("/nomad/jobs?state=running", family())).containsExactly("build/dispatch-1");
    assertThat(names("/nomad/jobs?q=DISPATCH-2", family())).containsExactly("build/dispatch-2");
  }

  @Test
  void listsADispatchedJobWhoseParentIsGone() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(JobFixtures.child("gone", "gone/dispatch-1", JobStatus.RUNNING, 20));

    assertThat(names("/nomad/jobs", views)).containsExactly("gone/dispatch-1");
  }

  @Test
  void countsTheStates() {
    JobsPage page = page("/nomad/jobs", family());

    assertThat(page.summary()).isEqualTo("1 running · 1 queued · 0 failed · 3 total");
    assertThat(page.chips())
        .extracting(FilterChip::label)
        .containsExactly("All", "Running", "Queued", "Ended", "Parameterized");
  }

  /** Nomad sets a job to pending when a client that ran it is purged, until it is evaluated. */
  @Test
  void doesNotCountAnEndedBuildThatIsEvaluatedAgainAsQueued() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(SnapshotBuilder.job("ended", JobStatus.PENDING))
            .with(SnapshotBuilder.build("ended").on("n1").status(AllocationStatus.COMPLETE))
            .with(SnapshotBuilder.job("lost", JobStatus.PENDING))
            .with(SnapshotBuilder.build("lost").on("n1").status(AllocationStatus.LOST));

    assertThat(page("/nomad/jobs", views).summary()).startsWith("0 running · 1 queued");
    assertThat(names("/nomad/jobs?state=waiting", views)).containsExactly("lost");
    assertThat(names("/nomad/jobs?state=done", views)).containsExactly("ended");
  }

  @Test
  void filtersByTypeAndByPool() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(JobFixtures.numbered("a", "batch", 1))
            .with(JobFixtures.numbered("b", "service", 2));

    assertThat(names("/nomad/jobs?type=service", views)).containsExactly("b");
    assertThat(names("/nomad/jobs?place=pool+default&sort=name", views)).containsExactly("a", "b");
    assertThat(page("/nomad/jobs?place=eu", views).empty())
        .isNotNull()
        .extracting(empty -> empty.actionLabel())
        .isEqualTo("Clear filters");
  }

  @Test
  void offersNoNodePoolsOnServersWithoutThem() {
    JobsPage.Facets facets = page("/nomad/jobs", family(), false).facets();

    assertThat(facets.placeLabel()).isEqualTo("Datacenter");
    assertThat(facets.places()).noneMatch(JobFilter::isPool);
    assertThat(page("/nomad/jobs", family()).facets().places()).anyMatch(JobFilter::isPool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name", "-name", "state", "-priority", "submitted"})
  void pagesForwardsAndBackwards(String sort) {
    SnapshotBuilder views = SnapshotBuilder.cluster();
    for (int i = 0; i < 120; i++) {
      views.with(JobFixtures.numbered("job~" + i, "batch", 1_000 + i / 2));
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
  void sortsNewestFirstByDefault() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(JobFixtures.numbered("old", "batch", 1))
            .with(JobFixtures.numbered("new", "batch", 2));

    assertThat(names("/nomad/jobs", views)).containsExactly("new", "old");
  }

  @Test
  void ignoresAnInvalidCursor() {
    SnapshotBuilder views = SnapshotBuilder.cluster().with(JobFixtures.numbered("a", "batch", 1));

    assertThat(names("/nomad/jobs?after=1~99~default~x", views)).containsExactly("a");
    assertThat(names("/nomad/jobs?after=1~1~default~xa", views)).containsExactly("a");
  }

  @Test
  void searchesSubstringsIgnoringCase() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(JobFixtures.numbered("Api-Tests", "batch", 1))
            .with(JobFixtures.numbered("api", "batch", 2));

    assertThat(names("/nomad/jobs?q=I-t", views)).containsExactly("Api-Tests");
    assertThat(names("/nomad/jobs?q=apis", views)).isEmpty();
  }

  @Test
  void quotesJobIdsInCommands() {
    assertThat(JobPage.command("stop", new JobKey("default", "a/b")))
        .isEqualTo("nomad job stop -namespace=default a/b");
    assertThat(JobPage.command("stop", new JobKey("default", "a; rm 'x'")))
        .isEqualTo("nomad job stop -namespace=default 'a; rm '\\''x'\\'''");
    assertThat(JobPage.command("stop", new JobKey("default", "-purge"))).endsWith(" '-purge'");
  }

  private static SnapshotBuilder family() {
    return SnapshotBuilder.cluster()
        .with(JobFixtures.template("build"))
        .with(JobFixtures.child("build", "build/dispatch-1", JobStatus.RUNNING, 20))
        .with(JobFixtures.child("build", "build/dispatch-2", JobStatus.PENDING, 21))
        .with(JobFixtures.child("build", "build/dispatch-3", JobStatus.DEAD, 22));
  }

  private static List<String> names(String url, SnapshotBuilder views) {
    return names(page(url, views));
  }

  private static List<String> names(JobsPage page) {
    return page.jobs().items().stream().map(JobsPage.Line::name).toList();
  }

  private static JobsPage page(String url, SnapshotBuilder views) {
    return page(url, views, true);
  }

  private static JobsPage page(String url, SnapshotBuilder views, boolean pools) {
    return JobsPage.of(
        ListUrl.parse(url),
        JobIndex.of(views.snapshot()),
        key -> Optional.empty(),
        new FreshnessBanner(null, "live", null),
        pools,
        false,
        CLOCK);
  }
}
