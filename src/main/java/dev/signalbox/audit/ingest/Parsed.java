package dev.signalbox.audit.ingest;

import dev.signalbox.audit.NewEvent;
import java.util.Set;

/** What became of one line that should be an event. */
sealed interface Parsed {

  /**
   * An event.
   *
   * @param ignored fields that the log does not hold
   */
  record Event(NewEvent event, Set<String> ignored) implements Parsed {}

  /**
   * No event.
   *
   * @param why what is wrong with it, in a sentence
   */
  record Rejected(String why) implements Parsed {}
}
