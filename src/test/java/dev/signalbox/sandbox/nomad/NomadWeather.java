package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a cluster is like to talk to right now; it may change while somebody waits. */
public final class NomadWeather {

  /** The kinds of bad day that Nomad, and what stands before it, can have. */
  public enum Kind {
    /** Answers as it should. */
    FINE,
    /** Answers as it should, later. */
    SLOW,
    /** Closes the connection without an answer. */
    DOWN,
    /** Answers 403, as to a token that may do nothing. */
    REFUSING,
    /** Has no leader: writes and consistent reads fail with 500, stale reads say so. */
    LEADERLESS,
    /** Sends everybody to its own pages with a 307 of HTML. */
    LYING,
    /** Has too many connections: 429 in plain text, or a closed socket on old servers. */
    LIMITED,
    /** Ends every stream of events at once and without a word. */
    STREAM_LOST,
    /** Keeps streams of events open and says nothing, not even the headers. */
    STREAM_SILENT,
    /** Was restored from an older snapshot: indexes start below what was seen. */
    BACKWARDS,
    /** Writes {@code HTTP/0.0} above streams of events, as 1.11.2 does. */
    HTTP_0_0
  }

  private final World world;
  private final Runnable hangUp;
  private volatile Kind kind = Kind.FINE;
  private volatile Duration delay = Duration.ZERO;
  private volatile CountDownLatch over = new CountDownLatch(1);

  /**
   * Fine weather.
   *
   * @param hangUp ends every connection
   */
  NomadWeather(World world, Runnable hangUp) {
    this.world = world;
    this.hangUp = hangUp;
  }

  /** What it is like now. */
  public Kind kind() {
    return kind;
  }

  /** Changes the weather and ends what is being streamed; slow means two seconds. */
  public void turn(Kind next) {
    delay = next == Kind.SLOW ? Duration.ofSeconds(2) : Duration.ZERO;
    change(next);
  }

  /** Every answer takes this long. */
  public void turnSlow(Duration time) {
    delay = time;
    change(Kind.SLOW);
  }

  /** Lets the weather's time pass, and answers whether it changed before. */
  boolean waitItsTime() throws InterruptedException {
    return over.await(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void change(Kind next) {
    Kind before = kind;
    kind = next;
    over.countDown();
    over = new CountDownLatch(1);
    if (next == before) {
      return;
    }
    if (next == Kind.BACKWARDS) {
      world.rewind(Math.max(1, world.index() / 2));
    } else if (next != Kind.FINE && next != Kind.SLOW) {
      world.dropStreams();
    }
    if (next == Kind.DOWN) {
      hangUp.run();
    }
  }
}
