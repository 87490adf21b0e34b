package dev.signalbox.audit.export;

import dev.signalbox.audit.Actor;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** A running export. The thread that sends it updates the counts; other threads read them. */
final class Export {

  private final UUID id;
  private final Actor actor;
  private final ExportFormat format;
  private final String filter;
  private final List<YearMonth> archivedMonths;
  private final List<YearMonth> skippedMonths;
  private volatile long events;
  private volatile long bytes;

  /**
   * Creates an export that has sent nothing.
   *
   * @param archivedMonths archived months that are included completely
   * @param skippedMonths archived months that are left out although they may have matching events
   */
  Export(
      UUID id,
      Actor actor,
      ExportFormat format,
      String filter,
      List<YearMonth> archivedMonths,
      List<YearMonth> skippedMonths) {
    this.id = id;
    this.actor = actor;
    this.format = format;
    this.filter = filter;
    this.archivedMonths = archivedMonths;
    this.skippedMonths = skippedMonths;
  }

  UUID id() {
    return id;
  }

  Actor actor() {
    return actor;
  }

  ExportFormat format() {
    return format;
  }

  /** Returns the URL of the list of the same events. */
  String filter() {
    return filter;
  }

  List<YearMonth> archivedMonths() {
    return archivedMonths;
  }

  List<YearMonth> skippedMonths() {
    return skippedMonths;
  }

  long events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  void updateProgress(long eventsSoFar, long bytesSoFar) {
    events = eventsSoFar;
    bytes = bytesSoFar;
  }
}
