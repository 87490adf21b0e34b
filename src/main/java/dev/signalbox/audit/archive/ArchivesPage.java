package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Layout;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The months of the log and where their events are, ready to print.
 *
 * @param where the storage in words, or null where there is none
 */
record ArchivesPage(
    String truth,
    @Nullable String where,
    String retention,
    @Nullable Trouble trouble,
    List<Link> all,
    @Nullable String rest,
    List<Line> months) {

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static ArchivesPage of(
      @Nullable String where,
      @Nullable Integer retention,
      List<Archives.Month> months,
      List<Archives.Written> parts,
      Archives.@Nullable Failure failure,
      Clock clock) {
    long done = months.stream().filter(Archives.Month::isArchived).count();
    return new ArchivesPage(
        where == null
            ? "Nothing is archived: no storage is configured"
            : "%d of %d months with events are archived in %s"
                .formatted(done, months.size(), where),
        where,
        retention == null
            ? "Every month stays in the database."
            : "Beside the current month, %d stay in the database; older ones are in the files alone"
                    .formatted(retention)
                + " as soon as those are read back.",
        failure == null ? null : Trouble.of(failure, clock),
        parts.isEmpty()
            ? List.of()
            : List.of(
                Link.of(ArchiveFiles.ALL, Layout.CSV, bytes(parts, Layout.CSV)),
                Link.of(ArchiveFiles.ALL, Layout.JSON_LINES, bytes(parts, Layout.JSON_LINES))),
        rest(months),
        months.stream().map(month -> Line.of(month, parts, clock)).toList());
  }

  private static long bytes(List<Archives.Written> parts, Layout layout) {
    return parts.stream().mapToLong(part -> part.manifest().file(layout).bytes()).sum();
  }

  /**
   * The list from the first month on that has no file yet. An event that came late for an older one
   * stands in the next part of its month an hour later.
   */
  private static @Nullable String rest(List<Archives.Month> months) {
    return months.stream()
        .filter(month -> month.archived() == 0)
        .map(Archives.Month::month)
        .min(YearMonth::compareTo)
        .map(month -> "/audit/downloads?from=" + month.atDay(1))
        .orElse(null);
  }

  /** A file to take. */
  record Link(String words, String url, String size) {

    static Link of(String stem, Layout layout, long bytes) {
      return new Link(
          layout == Layout.CSV ? "CSV" : "JSON Lines",
          "/audit/archives/" + stem + ArchiveFiles.ending(layout),
          ByteSize.of((double) bytes));
    }
  }

  /** Why it does not go on. */
  record Trouble(String tried, String answered, String advice, Moment since, Moment last) {

    static Trouble of(Archives.Failure failure, Clock clock) {
      return new Trouble(
          failure.tried(),
          failure.answered(),
          failure.advice(),
          Moment.of(failure.since(), clock),
          Moment.of(failure.last(), clock));
    }
  }

  /** One month. */
  record Line(
      String month, Status state, String events, @Nullable Moment archivedAt, List<Link> files) {

    static Line of(Archives.Month month, List<Archives.Written> parts, Clock clock) {
      List<Archives.Written> own =
          parts.stream().filter(part -> part.manifest().month().equals(month.month())).toList();
      return new Line(
          WORDS.format(month.month()),
          state(month, clock),
          "%,d".formatted(month.events()),
          own.isEmpty() ? null : Moment.of(own.getLast().at(), clock),
          own.stream()
              .map(Archives.Written::manifest)
              .flatMap(
                  part -> List.of(link(part, Layout.CSV), link(part, Layout.JSON_LINES)).stream())
              .toList());
    }

    private static Link link(Manifest part, Layout layout) {
      String words = layout == Layout.CSV ? "CSV" : "JSON Lines";
      return new Link(
          part.part() == 1 ? words : words + ", part " + part.part(),
          "/audit/archives/" + ArchiveFiles.nameOf(part, layout),
          ByteSize.of((double) part.file(layout).bytes()));
    }

    private static Status state(Archives.Month month, Clock clock) {
      if (month.isDropped()) {
        return Status.off("In the files alone");
      }
      if (month.isArchived()) {
        return Status.ok("In files and database");
      }
      Instant end = month.month().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (end.plus(Archiver.GRACE).isAfter(clock.instant())) {
        return Status.ok("In the database, open");
      }
      return Status.waiting("Not archived yet");
    }
  }
}
