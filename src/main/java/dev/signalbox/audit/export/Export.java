package dev.signalbox.audit.export;

import dev.signalbox.audit.Actor;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** A download under way, counted by the thread that sends it and read by others. */
final class Export {

  private final UUID id;
  private final Actor actor;
  private final ExportFormat format;
  private final String filter;
  private final List<YearMonth> fromFiles;
  private final List<YearMonth> leftOut;
  private volatile long events;
  private volatile long bytes;

  /**
   * Describes a download.
   *
   * @param fromFiles months that are in the archive alone and belong to it whole
   * @param leftOut months that are in the archive alone and might hold more of what is wanted
   */
  Export(
      UUID id,
      Actor actor,
      ExportFormat format,
      String filter,
      List<YearMonth> fromFiles,
      List<YearMonth> leftOut) {
    this.id = id;
    this.actor = actor;
    this.format = format;
    this.filter = filter;
    this.fromFiles = fromFiles;
    this.leftOut = leftOut;
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

  /** The address of the list that shows the same events. */
  String filter() {
    return filter;
  }

  List<YearMonth> fromFiles() {
    return fromFiles;
  }

  List<YearMonth> leftOut() {
    return leftOut;
  }

  long events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  void sent(long eventsSoFar, long bytesSoFar) {
    events = eventsSoFar;
    bytes = bytesSoFar;
  }
}
