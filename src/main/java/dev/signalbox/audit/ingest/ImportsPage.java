package dev.signalbox.audit.ingest;

import dev.signalbox.web.FormField;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Model of the import page. */
record ImportsPage(FormField file, List<Line> files) {

  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(1);

  static ImportsPage of(FormField file, List<FileImport> files, Clock clock) {
    return new ImportsPage(file, files.stream().map(row -> Line.of(row, clock)).toList());
  }

  static String countsOf(FileImport file) {
    return "%,d imported, %,d duplicates, %,d rejected"
        .formatted(file.stored(), file.duplicates(), file.rejected());
  }

  /**
   * A row of the table of imports.
   *
   * @param percent the progress
   */
  record Line(
      String id,
      String name,
      String user,
      StatusLabel state,
      long percent,
      String counts,
      List<String> rejected,
      TimestampView started) {

    static Line of(FileImport file, Clock clock) {
      return new Line(
          file.id().toString(),
          file.name(),
          file.accountName() == null ? file.account() : file.accountName(),
          state(file, clock.instant()),
          100 * file.position() / Math.max(1, file.size()),
          countsOf(file),
          file.firstRejected(),
          TimestampView.of(file.startedAt(), clock));
    }

    private static StatusLabel state(FileImport file, Instant now) {
      if (file.hasNoEvents()) {
        return StatusLabel.bad("No events");
      }
      if (file.endedAt() != null) {
        return file.rejected() == 0 ? StatusLabel.ok("Done") : StatusLabel.warn("Done with errors");
      }
      return file.seenAt().plus(UPLOAD_TIMEOUT).isBefore(now)
          ? StatusLabel.warn("Paused – choose the file again to resume")
          : StatusLabel.waiting("Running");
    }
  }
}
