package dev.signalbox.web;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being sent. Ends with an exception at a write after the access of its user was
 * revoked, or if the client reads too slowly: a download holds a slot or a database connection.
 */
final class Download {

  /** The minimum rate, on average over the time in which the client delays the download. */
  static final int MIN_BYTES_PER_SECOND = 16 * 1024;

  static final Duration PERIOD = Duration.ofSeconds(30);

  private final Principal owner;
  private final Clock clock;
  private Duration blocked = Duration.ZERO;
  private long bytes;
  private volatile @Nullable String abortReason;

  Download(Principal owner, Clock clock) {
    this.owner = owner;
    this.clock = clock;
  }

  Principal owner() {
    return owner;
  }

  void abort(String why) {
    abortReason = why;
  }

  boolean isAborted() {
    return abortReason != null;
  }

  /**
   * Checks whether the download may continue.
   *
   * @throws DownloadAbortedException if it may not
   */
  void check() {
    @Nullable String why = abortReason;
    if (why != null) {
      throw new DownloadAbortedException(why);
    }
  }

  /**
   * Writes to the client, and measures how long it takes.
   *
   * @param count the number of bytes
   * @throws DownloadAbortedException if the download may not continue, or the client reads too
   *     slowly
   */
  void send(long count, Write write) throws IOException {
    check();
    Instant since = clock.instant();
    write.run();
    // a write waits until the client has read enough
    blocked = blocked.plus(Duration.between(since, clock.instant()));
    bytes += count;
    if (blocked.compareTo(PERIOD) >= 0) {
      if (bytes < MIN_BYTES_PER_SECOND * blocked.toSeconds()) {
        throw new DownloadAbortedException(
            "The client read less than %d KiB per second.".formatted(MIN_BYTES_PER_SECOND / 1024));
      }
      blocked = Duration.ZERO;
      bytes = 0;
    }
  }

  /** A write to the client. */
  @FunctionalInterface
  interface Write {
    void run() throws IOException;
  }
}
