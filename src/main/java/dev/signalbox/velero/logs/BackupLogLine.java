package dev.signalbox.velero.logs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a backup or restore log.
 *
 * @param time null if the line has none
 * @param level such as {@code info}, {@code warning} or {@code error}; empty if the line has none
 * @param message the message, or the whole line if it isn't in logfmt
 * @param fields the other fields, such as {@code backup}, {@code resource}, {@code name}, {@code
 *     namespace} and {@code error}, in the order of the line
 */
public record BackupLogLine(
    @Nullable Instant time, String level, String message, Map<String, String> fields) {

  public boolean isError() {
    return level.equals("error") || level.equals("fatal") || level.equals("panic");
  }

  public boolean isWarning() {
    return level.equals("warning") || level.equals("warn");
  }

  /** Returns a field, or an empty text. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
