package dev.signalbox.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.YearMonth;

/** Gives back the events of months that are in the archive's files alone. */
public interface EventsInFiles {

  /**
   * Writes the lines of a month as a download has them, oldest first.
   *
   * @return how many events that were
   * @throws dev.signalbox.outside.OutsideWorldException when the storage does not give them
   */
  long write(YearMonth month, Layout layout, OutputStream out) throws IOException;
}
