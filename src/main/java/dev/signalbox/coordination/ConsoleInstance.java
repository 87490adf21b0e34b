package dev.signalbox.coordination;

import java.time.Duration;
import java.time.Instant;

/**
 * An instance of the console.
 *
 * @param name the name of the machine or pod
 * @param version the version of the console
 * @param sinceHeartbeat time since its last heartbeat, by the clock of the database
 */
public record ConsoleInstance(
    String name, String version, Instant startedAt, Duration sinceHeartbeat) {

  private static final Duration MAX_SILENCE = Duration.ofMinutes(1);

  /** Returns whether the instance has sent a heartbeat within the last minute. */
  public boolean isAlive() {
    return sinceHeartbeat.compareTo(MAX_SILENCE) <= 0;
  }
}
