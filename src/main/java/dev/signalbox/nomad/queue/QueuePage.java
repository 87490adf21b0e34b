package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.NotRead;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queue, ready to print.
 *
 * @param classes what the waiting jobs ask for, to choose from
 * @param missing the clients that are missing, a sentence each
 * @param missingUnknown what is not counted in it, or null
 * @param trend null before the first minute
 */
record QueuePage(
    String truth,
    List<Chip> chips,
    ListUrl url,
    List<String> classes,
    boolean filtered,
    List<Missing> missing,
    @Nullable String missingUnknown,
    @Nullable Sparkline trend,
    PageOf<Line> jobs,
    @Nullable Empty empty,
    TrustLine trust) {

  static final int ROWS = 50;

  private static final int KINDS = 5;

  /** What the page is made of beside its address. */
  record Sources(
      List<Explained> queue,
      MissingCapacity missing,
      List<Integer> minutes,
      Function<Resources, String> sizes,
      TrustLine trust) {}

  static QueuePage of(ListUrl url, Sources from, Clock clock) {
    List<Explained> queue = from.queue();
    QueueFilter filter = QueueFilter.of(url);
    Function<Resources, String> sizes = from.sizes();
    List<Explained> chosen =
        filter.all() ? queue : queue.stream().filter(one -> filter.takes(one, sizes)).toList();
    PageOf<Explained> rows = QueuePlace.page(url, chosen, ROWS);
    List<Line> lines = rows.items().stream().map(one -> Line.of(one, sizes, clock)).toList();
    Map<ReasonKind, Long> counts = QueueTruth.counts(queue);
    return new QueuePage(
        QueueTruth.of(queue, counts, clock),
        chips(url, queue.size(), counts),
        url,
        classes(queue, sizes),
        !filter.all(),
        from.missing().kinds().stream().limit(KINDS).map(Missing::of).toList(),
        unknown(from.missing().unknown()),
        from.minutes().isEmpty() ? null : Sparkline.of(from.minutes()),
        new PageOf<>(lines, rows.previous(), rows.next()),
        lines.isEmpty() ? empty(filter, url) : null,
        from.trust());
  }

  /** The same where nothing was read yet, so that nobody can tell what waits. */
  QueuePage unread() {
    return new QueuePage(
        NotRead.TRUTH,
        chips,
        url,
        classes,
        filtered,
        missing,
        missingUnknown,
        trend,
        jobs,
        NotRead.empty(trust),
        trust);
  }

  /** The same jobs as a file. */
  public String download() {
    return new ListUrl("/nomad/queue.csv", url.with("before", null).parameters()).toString();
  }

  private static List<Chip> chips(ListUrl url, int all, Map<ReasonKind, Long> counts) {
    List<Chip> chips = new ArrayList<>();
    chips.add(
        new Chip(
            "All", (long) all, url.with("reason", null).toString(), url.value("reason").isEmpty()));
    Arrays.stream(ReasonKind.values())
        .filter(kind -> counts.containsKey(kind) || url.has("reason", kind.word()))
        .map(
            kind ->
                new Chip(
                    kind.label(),
                    counts.getOrDefault(kind, 0L),
                    url.with("reason", kind.word()).toString(),
                    url.has("reason", kind.word())))
        .forEach(chips::add);
    return chips;
  }

  private static List<String> classes(List<Explained> queue, Function<Resources, String> sizes) {
    TreeSet<String> names = new TreeSet<>();
    queue.stream()
        .filter(Explained::sized)
        .map(Explained::asked)
        .distinct()
        .map(sizes)
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static @Nullable String unknown(int number) {
    return number == 0
        ? null
        : number == 1
            ? "1 more waits whose size is not known yet."
            : number + " more wait whose size is not known yet.";
  }

  private static Empty empty(QueueFilter filter, ListUrl url) {
    return filter.all()
        ? new Empty(
            "Nothing waits",
            "Every job has found its place. A job that finds none stands here with the reason.",
            "Show all jobs",
            "/nomad/jobs")
        : new Empty(
            "Nothing matches this filter",
            "Jobs may wait, but none of them fits.",
            "Clear the filter",
            url.cleared().toString());
  }

  /** One waiting job. */
  public record Line(
      String key,
      String name,
      String url,
      String second,
      ReasonWords why,
      String needs,
      int count,
      int priority,
      Moment since) {

    static Line of(Explained one, Function<Resources, String> sizes, Clock clock) {
      Waiting waiting = one.waiting();
      return new Line(
          waiting.job().namespace() + "/" + waiting.job().id(),
          waiting.name(),
          NomadLinks.job(waiting.job()),
          waiting.job().id().equals(waiting.name())
              ? waiting.scope().words()
              : waiting.job().id() + " · " + waiting.scope().words(),
          ReasonWords.of(one.reason(), clock),
          needs(one, sizes),
          waiting.count(),
          waiting.priority(),
          Moment.of(waiting.since(), clock));
    }

    private static String needs(Explained one, Function<Resources, String> sizes) {
      if (one.sized()) {
        return sizes.apply(one.asked());
      }
      return one.asked().equals(Resources.NONE) ? "not known yet" : ReasonWords.size(one.asked());
    }
  }

  /** What clients of one kind would do. */
  record Missing(String add, String what, String where) {

    static Missing of(MissingCapacity.Kind kind) {
      String takes =
          kind.left() == 0
              ? kind.taken() == 1 ? "takes the one that waits" : "take all " + kind.taken()
              : "take " + kind.taken() + "; " + kind.left() + " would not fit or may not run there";
      MissingCapacity.Machine machine = kind.machine();
      return new Missing(
          "Add " + kind.clients() + " × " + machine.name(),
          takes,
          "%s for builds each, as %s in %s"
              .formatted(
                  ReasonWords.size(machine.size()),
                  machine.example().name(),
                  machine.example().datacenter()));
    }
  }
}
