package dev.signalbox.audit.ingest;

import dev.signalbox.web.Field;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The files that were brought, ready to print. */
record ImportsPage(Field file, List<Line> files) {

  private static final Duration SILENCE = Duration.ofMinutes(1);

  static ImportsPage of(Field file, List<FileImport> files, Clock clock) {
    return new ImportsPage(file, files.stream().map(one -> Line.of(one, clock)).toList());
  }

  /**
   * A file.
   *
   * @param percent how much of it is taken in
   */
  record Line(
      String id,
      String name,
      String who,
      Status state,
      long percent,
      String counts,
      List<String> rejected,
      Moment started) {

    static Line of(FileImport file, Clock clock) {
      return new Line(
          file.id().toString(),
          file.name(),
          file.accountName() == null ? file.account() : file.accountName(),
          state(file, clock.instant()),
          100 * file.position() / Math.max(1, file.size()),
          "%,d stored, %,d known before, %,d rejected"
              .formatted(file.stored(), file.duplicates(), file.rejected()),
          file.firstRejected(),
          Moment.of(file.startedAt(), clock));
    }

    private static Status state(FileImport file, Instant now) {
      if (file.endedAt() != null) {
        return file.rejected() == 0 ? Status.ok("Done") : Status.warn("Done, some rejected");
      }
      return file.seenAt().plus(SILENCE).isBefore(now)
          ? Status.warn("Stopped; choose the file again to go on")
          : Status.waiting("Running");
    }
  }
}
