package dev.signalbox.github;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Limits the total time of several calls to GitHub, such as those of one sign-in. */
public final class CallDeadline {

  private static final ThreadLocal<@Nullable CallDeadline> CURRENT = new ThreadLocal<>();

  private final long end;

  private CallDeadline(long end) {
    this.end = end;
  }

  /** Returns a deadline that starts now. */
  public static CallDeadline after(Duration time) {
    return new CallDeadline(System.nanoTime() + time.toNanos());
  }

  /** Runs calls of this thread, each of which fails once the time is over. */
  public <T> T apply(Supplier<T> calls) {
    @Nullable CallDeadline previous = CURRENT.get();
    CURRENT.set(this);
    try {
      return calls.get();
    } finally {
      CURRENT.set(previous);
    }
  }

  /**
   * Runs a call with a limit on its total time, at most that of this thread's deadline; a socket
   * timeout applies to each read only. The call runs on a virtual thread, whose interruption closes
   * the socket.
   */
  static <T> T call(Duration max, Callable<@Nullable T> call) throws TimeoutException {
    FutureTask<@Nullable T> running = new FutureTask<>(call);
    Thread.startVirtualThread(running);
    try {
      return Objects.requireNonNull(running.get(limit(max).toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      running.cancel(true);
    }
  }

  private static Duration limit(Duration max) {
    @Nullable CallDeadline current = CURRENT.get();
    if (current == null) {
      return max;
    }
    Duration left = Duration.ofNanos(Math.max(0, current.end - System.nanoTime()));
    return left.compareTo(max) < 0 ? left : max;
  }
}
