package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.Source;

/** The part of a log that is read: at most {@link LogFollower#PART_BYTES} from one of its ends. */
record LogPart(Source source, From from) {

  /** Where reading starts. */
  enum From {
    /** The end is followed. */
    END,
    /** The beginning is read once. */
    START;

    /** Returns {@link #START} for {@code start}, else {@link #END}. */
    static From of(String code) {
      return code.equals("start") ? START : END;
    }
  }

  boolean isBeginning() {
    return from == From.START;
  }
}
