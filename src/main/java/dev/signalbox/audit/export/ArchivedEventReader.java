package dev.signalbox.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.YearMonth;

/** Reads the events of months that were removed from the database. */
public interface ArchivedEventReader {

  /**
   * Writes the lines of a month in the format of an export, oldest first.
   *
   * @return the number of events
   * @throws dev.signalbox.remote.RemoteSystemException if the storage cannot be read
   */
  long write(YearMonth month, LineFormat lineFormat, OutputStream out) throws IOException;
}
