package dev.signalbox.audit.ingest;

import dev.signalbox.audit.NewEvent;
import java.util.Set;

/** The result of parsing a line. */
sealed interface ParseResult {

  /**
   * A valid event.
   *
   * @param ignored unknown fields
   */
  record Event(NewEvent event, Set<String> ignored) implements ParseResult {}

  /**
   * An invalid line.
   *
   * @param reason the reason, as a sentence
   */
  record Rejected(String reason) implements ParseResult {}
}
