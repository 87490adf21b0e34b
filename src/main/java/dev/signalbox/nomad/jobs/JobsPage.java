package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.NotRead;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.queue.Explained;
import dev.signalbox.nomad.queue.ReasonWords;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The list of jobs, ready to print.
 *
 * @param folded whether jobs made from another stand under it
 * @param parent whose children are listed alone, or null
 */
record JobsPage(
    String truth,
    List<Chip> chips,
    ListUrl url,
    Facets facets,
    boolean filtered,
    boolean folded,
    @Nullable String parent,
    @Nullable String parentUrl,
    PageOf<Line> jobs,
    @Nullable Empty empty,
    TrustLine trust) {

  static JobsPage of(
      ListUrl url,
      JobIndex index,
      Function<JobKey, Optional<Explained>> reasons,
      TrustLine trust,
      Clock clock) {
    JobFilter filter = JobFilter.of(url);
    JobSelection selection = JobSelection.of(url, index.rows());
    PageOf<JobRow> rows = selection.page();
    List<Line> lines =
        rows.items().stream()
            .map(row -> Line.of(row.job(), index, reasons.apply(row.job().key()), clock))
            .toList();
    @Nullable JobKey parent = filter.parent();
    return new JobsPage(
        truth(index, filter, selection.matching()),
        chips(url, index),
        url,
        new Facets(index.types(), index.namespaces(), index.places()),
        !filter.all(),
        filter.folds() && index.rows().stream().anyMatch(JobRow::child),
        parent == null ? null : parent.id(),
        parent == null ? null : NomadLinks.job(parent),
        new PageOf<>(lines, rows.previous(), rows.next()),
        lines.isEmpty() ? empty(filter, url) : null,
        trust);
  }

  /** The same where nothing was read yet, so that nobody can tell what there is. */
  JobsPage unread() {
    return new JobsPage(
        NotRead.TRUTH,
        chips,
        url,
        facets,
        filtered,
        folded,
        parent,
        parentUrl,
        jobs,
        NotRead.empty(trust),
        trust);
  }

  /** The same jobs as a file. */
  public String download() {
    return new ListUrl("/nomad/jobs.csv", url.with("before", null).parameters()).toString();
  }

  /** What a search keeps of the address. */
  public Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : List.of("state", "parent", "sort")) {
      if (!url.value(name).isEmpty()) {
        kept.put(name, url.value(name));
      }
    }
    if (parent != null && !url.value("namespace").isEmpty()) {
      kept.put("namespace", url.value("namespace"));
    }
    return kept;
  }

  private static String truth(JobIndex index, JobFilter filter, int matching) {
    StringJoiner truth = new StringJoiner(" · ");
    truth.add(index.count(JobState.RUNNING) + " running");
    truth.add(index.count(JobState.WAITING) + " waiting");
    truth.add(
        index.count(JobState.FAILED)
            + index.count(JobState.PARTLY)
            + index.count(JobState.LOST)
            + " failed");
    truth.add(index.rows().size() + " known in all");
    if (!filter.all()) {
      truth.add(matching == 1 ? "1 fits the filter" : matching + " fit the filter");
    }
    return truth.toString();
  }

  private static List<Chip> chips(ListUrl url, JobIndex index) {
    List<Chip> chips = new ArrayList<>();
    chips.add(
        new Chip(
            "All",
            (long) index.rows().size(),
            url.with("state", null).toString(),
            url.value("state").isEmpty()));
    Arrays.stream(JobState.values())
        .filter(state -> index.count(state) > 0 || url.has("state", state.word()))
        .map(
            state ->
                new Chip(
                    state.label(),
                    (long) index.count(state),
                    url.with("state", state.word()).toString(),
                    url.has("state", state.word())))
        .forEach(chips::add);
    return chips;
  }

  private static Empty empty(JobFilter filter, ListUrl url) {
    return filter.all()
        ? new Empty(
            "Nomad knows no job",
            "A job appears here with its first build, and Nomad forgets it some hours after its"
                + " end.",
            null,
            null)
        : new Empty(
            "No job matches this filter",
            "There are jobs, but none of them fits.",
            "Clear the filter",
            url.cleared().toString());
  }

  /** What there is to choose from. */
  record Facets(List<String> types, List<String> namespaces, List<String> places) {}

  /**
   * One job.
   *
   * @param why the reason for which it waits, or null
   * @param family what was made from it, or null
   */
  public record Line(
      String key,
      String name,
      String url,
      String second,
      Status status,
      @Nullable String why,
      String type,
      int priority,
      String groups,
      @Nullable String family,
      @Nullable String familyUrl,
      Moment submitted) {

    static Line of(Job job, JobIndex index, Optional<Explained> reason, Clock clock) {
      JobIndex.Family family = index.family(job.key());
      return new Line(
          job.key().namespace() + "/" + job.key().id(),
          job.name(),
          NomadLinks.job(job.key()),
          second(job),
          JobWords.of(
              job,
              index.standing(job),
              reason.map(explained -> explained.waiting().count()).orElse(0)),
          reason
              .map(explained -> ReasonWords.of(explained.reason(), clock).sentence())
              .orElse(null),
          job.type(),
          job.priority(),
          String.join(", ", job.groups().keySet()),
          job.template() ? family.words() : null,
          job.template() && family.all() > 0 ? childrenUrl(job.key()) : null,
          Moment.of(job.submittedAt(), clock));
    }

    private static String second(Job job) {
      StringJoiner second = new StringJoiner(" · ");
      if (!job.key().id().equals(job.name())) {
        second.add(job.key().id());
      }
      if (!job.key().namespace().equals("default")) {
        second.add("namespace " + job.key().namespace());
      }
      second.add(String.join(", ", job.datacenters()));
      return second.toString();
    }
  }

  static String childrenUrl(JobKey parent) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("parent", parent.id());
    parameters.put("namespace", parent.namespace());
    return new ListUrl("/nomad/jobs", parameters).toString();
  }
}
