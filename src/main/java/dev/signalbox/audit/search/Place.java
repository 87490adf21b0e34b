package dev.signalbox.audit.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place between two events, as the address of a page writes it. */
record Place(Instant at, UUID id) {

  static @Nullable Place read(String text) {
    int tilde = text.indexOf('~');
    if (tilde < 0) {
      return null;
    }
    try {
      return new Place(
          Instant.parse(text.substring(0, tilde)), UUID.fromString(text.substring(tilde + 1)));
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
