package dev.signalbox.audit.export;

import dev.signalbox.audit.Actor;
import java.util.UUID;

/** A download under way, counted by the thread that sends it and read by others. */
final class Export {

  private final UUID id;
  private final Actor actor;
  private final ExportFormat format;
  private final String filter;
  private final long expected;
  private volatile long events;
  private volatile long bytes;

  Export(UUID id, Actor actor, ExportFormat format, String filter, long expected) {
    this.id = id;
    this.actor = actor;
    this.format = format;
    this.filter = filter;
    this.expected = expected;
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

  /** How many events it will be, as far as that is known before. */
  long expected() {
    return expected;
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
