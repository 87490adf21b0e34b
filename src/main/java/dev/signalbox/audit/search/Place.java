package dev.signalbox.audit.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place between two events, as the address of a page writes it. */
record Place(Instant at, UUID id) {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Before every event when one reads from the newest on. */
  static final Place NEWEST = new Place(LATEST, new UUID(-1, -1));

  static @Nullable Place read(String text) {
    int tilde = text.indexOf('~');
    if (tilde < 0) {
      return null;
    }
    try {
      Instant at = Instant.parse(text.substring(0, tilde));
      // Java knows times that PostgreSQL does not
      return at.isBefore(EARLIEST) || at.isAfter(LATEST)
          ? null
          : new Place(at, UUID.fromString(text.substring(tilde + 1)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  static Place of(EventLine event) {
    return new Place(event.at(), event.id());
  }

  @Override
  public String toString() {
    return at + "~" + id;
  }
}
