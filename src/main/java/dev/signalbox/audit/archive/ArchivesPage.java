package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.LineFormat;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Model of the archive page: the months of the log and where their events are.
 *
 * @param location describes the storage, or null if none is configured
 */
record ArchivesPage(
    String summary,
    @Nullable String location,
    String retention,
    @Nullable FailureView failure,
    List<Link> all,
    @Nullable String unarchivedUrl,
    List<Line> months) {

  private static final DateTimeFormatter MONTH_FORMAT =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static ArchivesPage of(
      @Nullable String location,
      @Nullable Integer retention,
      List<ArchiveRepository.ArchiveMonth> months,
      List<ArchiveRepository.ArchivedPart> parts,
      ArchiveRepository.@Nullable Failure failure,
      Clock clock) {
    long done = months.stream().filter(ArchiveRepository.ArchiveMonth::isArchived).count();
    return new ArchivesPage(
        location == null
            ? "Not archived: no storage is configured"
            : "%d of %d %s archived to %s"
                .formatted(done, months.size(), months.size() == 1 ? "month" : "months", location),
        location,
        retention == null
            ? "Retention: all months stay in the database."
            : "Retention: the current month and the %d before it stay in the database. Older months"
                    .formatted(retention)
                + " are deleted once their archive files are verified.",
        failure == null ? null : FailureView.of(failure, clock),
        parts.isEmpty()
            ? List.of()
            : List.of(
                Link.of(ArchiveFileFinder.ALL, LineFormat.CSV, bytes(parts, LineFormat.CSV)),
                Link.of(
                    ArchiveFileFinder.ALL,
                    LineFormat.JSON_LINES,
                    bytes(parts, LineFormat.JSON_LINES))),
        unarchivedUrl(months),
        months.stream().map(month -> Line.of(month, parts, clock)).toList());
  }

  private static long bytes(List<ArchiveRepository.ArchivedPart> parts, LineFormat lineFormat) {
    return parts.stream().mapToLong(part -> part.manifest().file(lineFormat).bytes()).sum();
  }

  /**
   * Links to the export from the first month without a file. Late events of older months are in the
   * next part of their month within an hour.
   */
  private static @Nullable String unarchivedUrl(List<ArchiveRepository.ArchiveMonth> months) {
    return months.stream()
        .filter(month -> month.archived() == 0)
        .map(ArchiveRepository.ArchiveMonth::month)
        .min(YearMonth::compareTo)
        .map(month -> "/audit/exports?from=" + month.atDay(1))
        .orElse(null);
  }

  /** A link to a file. */
  record Link(String label, String url, String size) {

    static Link of(String stem, LineFormat lineFormat, long bytes) {
      return new Link(
          lineFormat == LineFormat.CSV ? "CSV" : "JSON Lines",
          "/audit/archives/" + stem + ArchiveFileFinder.extension(lineFormat),
          ByteSize.of((double) bytes));
    }
  }

  /** Why archiving fails. */
  record FailureView(
      String tried, String response, String advice, TimestampView since, TimestampView last) {

    static FailureView of(ArchiveRepository.Failure failure, Clock clock) {
      return new FailureView(
          failure.tried(),
          failure.response(),
          failure.advice(),
          TimestampView.of(failure.since(), clock),
          TimestampView.of(failure.last(), clock));
    }
  }

  /** A row of the table of months. */
  record Line(
      String month,
      StatusLabel state,
      String events,
      @Nullable TimestampView archivedAt,
      List<Link> files) {

    static Line of(
        ArchiveRepository.ArchiveMonth month,
        List<ArchiveRepository.ArchivedPart> parts,
        Clock clock) {
      List<ArchiveRepository.ArchivedPart> own =
          parts.stream().filter(part -> part.manifest().month().equals(month.month())).toList();
      return new Line(
          MONTH_FORMAT.format(month.month()),
          state(month, clock),
          "%,d".formatted(month.events()),
          own.isEmpty() ? null : TimestampView.of(own.getLast().at(), clock),
          own.stream()
              .map(ArchiveRepository.ArchivedPart::manifest)
              .flatMap(
                  part ->
                      List.of(link(part, LineFormat.CSV), link(part, LineFormat.JSON_LINES))
                          .stream())
              .toList());
    }

    private static Link link(Manifest part, LineFormat lineFormat) {
      String label = lineFormat == LineFormat.CSV ? "CSV" : "JSON Lines";
      return new Link(
          part.part() == 1 ? label : label + ", part " + part.part(),
          "/audit/archives/" + ArchiveFileFinder.nameOf(part, lineFormat),
          ByteSize.of((double) part.file(lineFormat).bytes()));
    }

    private static StatusLabel state(ArchiveRepository.ArchiveMonth month, Clock clock) {
      if (month.isDropped()) {
        return StatusLabel.off("Archived");
      }
      if (month.isArchived()) {
        return StatusLabel.ok("Archived (also in database)");
      }
      Instant end = month.month().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (end.isAfter(clock.instant())) {
        return StatusLabel.ok("Current month");
      }
      if (end.plus(Archiver.GRACE_PERIOD).isAfter(clock.instant())) {
        return StatusLabel.ok("In database");
      }
      return StatusLabel.waiting("Not archived yet");
    }
  }
}
