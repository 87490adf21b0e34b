package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Injects faults into a {@link FakeNomad}. Changes also apply to requests that are waiting. */
public final class NomadFaults {

  /** Faults of Nomad or of a proxy in front of it. */
  public enum Kind {
    /** No fault. */
    NONE,
    /** Delays every response. */
    SLOW,
    /** Closes the connection without a response. */
    DOWN,
    /** Responds with 403, as for a token without any capability. */
    DENYING,
    /** No leader: writes and consistent reads fail with 500; stale reads report it in a header. */
    LEADERLESS,
    /** Redirects every request to the Nomad UI with 307 and an HTML body. */
    REDIRECTING,
    /** Connection limit reached: 429 in plain text, or a closed socket in old versions. */
    LIMITED,
    /** Closes every event stream immediately, without an error message. */
    STREAM_LOST,
    /** Omits all events but those of nodes from event streams. */
    STREAM_WITH_NODES_ONLY,
    /** Keeps event streams open without sending any data, not even the headers. */
    STREAM_SILENT,
    /** Restored from an older snapshot: the indexes are lower than before. */
    BACKWARDS,
    /** Sends {@code HTTP/0.0} as the protocol of event streams, as 1.11.2 does. */
    HTTP_0_0
  }

  private final SimulatedCluster cluster;
  private final Runnable closeConnections;
  private volatile Kind kind = Kind.NONE;
  private volatile Duration delay = Duration.ZERO;
  private volatile CountDownLatch changed = new CountDownLatch(1);

  /**
   * Starts without a fault.
   *
   * @param closeConnections closes every connection
   */
  NomadFaults(SimulatedCluster cluster, Runnable closeConnections) {
    this.cluster = cluster;
    this.closeConnections = closeConnections;
  }

  /** Returns the current fault. */
  public Kind kind() {
    return kind;
  }

  /** Sets the fault and ends open streams. {@link Kind#SLOW} delays responses by 2 seconds. */
  public void set(Kind next) {
    delay = next == Kind.SLOW ? Duration.ofSeconds(2) : Duration.ZERO;
    change(next);
  }

  /** Delays every response by the given time. */
  public void setDelay(Duration time) {
    delay = time;
    change(Kind.SLOW);
  }

  /** Waits for the current delay. Returns true if the fault was changed before it elapsed. */
  boolean awaitDelay() throws InterruptedException {
    return changed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void change(Kind next) {
    Kind before = kind;
    kind = next;
    changed.countDown();
    changed = new CountDownLatch(1);
    if (next == before) {
      return;
    }
    if (next == Kind.BACKWARDS) {
      cluster.rewind(Math.max(1, cluster.index() / 2));
    } else if (next != Kind.NONE && next != Kind.SLOW) {
      cluster.dropStreams();
    }
    if (next == Kind.DOWN) {
      closeConnections.run();
    }
  }
}
