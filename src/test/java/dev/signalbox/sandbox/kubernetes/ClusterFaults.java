package dev.signalbox.sandbox.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Injects faults into a {@link FakeCluster}. Changes also apply to requests that are waiting. */
public final class ClusterFaults {

  /** Faults of the API server or of a proxy in front of it. */
  public enum Kind {
    /** No fault. */
    NONE,
    /** Delays every response. */
    SLOW,
    /** Accepts requests and does not respond. Open watches receive nothing. */
    HANGING,
    /** Closes the connection without a response. */
    DOWN,
    /** Responds with 401, as for an expired token. */
    UNAUTHORIZED,
    /** Responds with 403 to every request. */
    DENYING,
    /** Responds with 500 to every request. */
    FAILING,
    /** Responds with 429 and Retry-After to every request. */
    THROTTLING,
    /** Closes every watch as soon as it is open. */
    WATCH_CUT,
    /** Keeps watches open without sending any data. */
    WATCH_FROZEN,
    /** Leaves all changes out of watches, but sends bookmarks. */
    WATCH_LOSING,
    /** Ends every watch and every later page of a list with 410. */
    GONE,
    /** Responds with 200 and an HTML page, as captive portals do. */
    MALFORMED,
    /** Responds with 200 and truncated JSON. */
    TRUNCATED
  }

  private record Refusal(String verb, String resource, int status) {}

  private record LostResponse(String method, String pathEnd) {}

  private final AtomicReference<@Nullable LostResponse> lostResponse = new AtomicReference<>();
  private final Runnable cutWatches;
  private final Runnable closeConnections;
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  private volatile Kind kind = Kind.NONE;
  private volatile Duration delay = Duration.ZERO;
  private volatile CountDownLatch changed = new CountDownLatch(1);

  /**
   * Starts without a fault.
   *
   * @param cutWatches ends every open watch without a closing message
   */
  ClusterFaults(Runnable cutWatches, Runnable closeConnections) {
    this.cutWatches = cutWatches;
    this.closeConnections = closeConnections;
  }

  /** Returns the current fault. */
  public Kind kind() {
    return kind;
  }

  /** Sets the fault. {@link Kind#SLOW} delays responses by 2 seconds. */
  public void set(Kind next) {
    delay = next == Kind.SLOW ? Duration.ofSeconds(2) : Duration.ZERO;
    change(next);
  }

  /** Delays every response by the given time. */
  public void setDelay(Duration time) {
    delay = time;
    change(Kind.SLOW);
  }

  /**
   * Responds with an error to some requests, in addition to the fault.
   *
   * @param verb the verb of RBAC, such as {@code watch}
   * @param resource the full name, such as {@code backups.velero.io}
   */
  public void respond(String verb, String resource, int status) {
    refusals.add(new Refusal(verb, resource, status));
  }

  /**
   * Applies the next request of a method whose path ends as given, and closes the connection
   * without a response.
   */
  public void loseNextResponse(String method, String pathEnd) {
    lostResponse.set(new LostResponse(method, pathEnd));
  }

  /** Whether the response to a request is lost; true once. */
  boolean losesResponse(String method, String path) {
    LostResponse lost = lostResponse.get();
    return lost != null
        && lost.method.equals(method)
        && path.endsWith(lost.pathEnd)
        && lostResponse.compareAndSet(lost, null);
  }

  /** Removes the fault and all errors of {@link #respond}. */
  public void reset() {
    refusals.clear();
    lostResponse.set(null);
    set(Kind.NONE);
  }

  /** Closes the connections of all open watches once. */
  public void cutWatches() {
    cutWatches.run();
  }

  /** Returns the status with which a request fails, or null. */
  @Nullable Integer status(String verb, String resource) {
    return refusals.stream()
        .filter(one -> one.verb.equals(verb) && one.resource.equals(resource))
        .map(Refusal::status)
        .findFirst()
        .orElse(null);
  }

  /** Waits for the current delay; while hanging, until the fault changes. */
  void awaitDelay() throws InterruptedException {
    if (kind == Kind.HANGING) {
      changed.await();
    } else if (!delay.isZero()) {
      boolean ended = changed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
      if (ended && kind == Kind.HANGING) {
        changed.await();
      }
    }
  }

  boolean freezesWatches() {
    return kind == Kind.WATCH_FROZEN || kind == Kind.HANGING;
  }

  private void change(Kind next) {
    Kind before = kind;
    kind = next;
    CountDownLatch ended = changed;
    changed = new CountDownLatch(1);
    ended.countDown();
    if (next == before) {
      return;
    }
    switch (next) {
      case WATCH_CUT, GONE, UNAUTHORIZED, DENYING, FAILING, MALFORMED, TRUNCATED ->
          cutWatches.run();
      case DOWN -> closeConnections.run();
      default -> {
        // a connection that was frozen stays lost
        if (before == Kind.WATCH_FROZEN || before == Kind.HANGING) {
          cutWatches.run();
        }
      }
    }
  }
}
