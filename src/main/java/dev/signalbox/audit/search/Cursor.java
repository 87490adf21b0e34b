package dev.signalbox.audit.search;

import dev.signalbox.web.StorableTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cursor in the log: the time and id of an event, as in the query parameters of a page. */
record Cursor(Instant at, UUID id) {

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** The cursor before the newest event. */
  static final Cursor NEWEST = new Cursor(LATEST, new UUID(-1, -1));

  static @Nullable Cursor parse(String text) {
    int tilde = text.indexOf('~');
    if (tilde < 0) {
      return null;
    }
    try {
      return new Cursor(
          StorableTime.parse(text.substring(0, tilde)), UUID.fromString(text.substring(tilde + 1)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  static Cursor of(EventSummary event) {
    return new Cursor(event.at(), event.id());
  }

  @Override
  public String toString() {
    return at + "~" + id;
  }
}
