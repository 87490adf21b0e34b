package dev.signalbox.audit;

import dev.signalbox.web.ListUrl;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which events a page shows, read from its address; what cannot be read filters nothing. */
record AuditFilter(
    @Nullable String action,
    @Nullable String actor,
    @Nullable String target,
    boolean failedOnly,
    @Nullable Place before,
    @Nullable Place after) {

  static AuditFilter of(ListUrl url) {
    return new AuditFilter(
        text(url, "action"),
        text(url, "actor"),
        text(url, "target"),
        url.has("outcome", "failed"),
        Place.read(url.value("before")),
        Place.read(url.value("after")));
  }

  private static @Nullable String text(ListUrl url, String name) {
    String value = url.value(name).trim();
    return value.isEmpty() ? null : value;
  }

  /** A place between two rows. */
  record Place(Instant at, UUID id) {

    static @Nullable Place read(String text) {
      int tilde = text.indexOf('~');
      if (tilde < 0) {
        return null;
      }
      try {
        return new Place(
            Instant.parse(text.substring(0, tilde)), UUID.fromString(text.substring(tilde + 1)));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        return null;
      }
    }

    static String of(AuditEvent event) {
      return event.occurredAt() + "~" + event.id();
    }
  }
}
