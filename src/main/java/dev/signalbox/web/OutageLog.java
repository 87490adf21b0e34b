package dev.signalbox.web;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Logs failures of the database in one line each, at most one per minute and kind of failure:
 * during an outage every request fails for the same reason.
 */
@Component
public class OutageLog {

  private static final Logger log = LoggerFactory.getLogger(OutageLog.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Clock clock;

  /** By the SQLSTATE or type of the failure, so that there are few. */
  private final Map<String, Kind> kinds = new HashMap<>();

  OutageLog(Clock clock) {
    this.clock = clock;
  }

  /** Logs the error id with the cause, unless a similar line was logged within the last minute. */
  public void report(String errorId, Throwable failure) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
    OptionalLong skipped = count(kind(cause));
    if (skipped.isPresent()) {
      log.warn(
          "Error {}: the database failed: {} ({} more since the last line)",
          errorId,
          String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " "),
          skipped.getAsLong());
    }
  }

  private static String kind(Throwable cause) {
    return cause instanceof SQLException sql && sql.getSQLState() != null
        ? sql.getSQLState()
        : cause.getClass().getName();
  }

  /** Returns the number of failures that were not logged, or empty if this one is not, either. */
  private synchronized OptionalLong count(String name) {
    Instant now = clock.instant();
    @Nullable Kind kind = kinds.get(name);
    if (kind != null && now.isBefore(kind.logged().plus(INTERVAL))) {
      kinds.put(name, new Kind(kind.logged(), kind.skipped() + 1));
      return OptionalLong.empty();
    }
    kinds.put(name, new Kind(now, 0));
    return OptionalLong.of(kind == null ? 0 : kind.skipped());
  }

  private record Kind(Instant logged, long skipped) {}
}
