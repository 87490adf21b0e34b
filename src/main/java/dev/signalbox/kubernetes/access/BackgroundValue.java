package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ApiDiscovery.Outdated;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value from the API server that is read in the background, when it is asked for and older than a
 * minute, or the clock was set back. If that fails, the last value stays known. Thread-safe; {@link
 * #get} never blocks and never throws.
 */
final class BackgroundValue<T> {

  private static final Logger log = LoggerFactory.getLogger(BackgroundValue.class);

  private static final String UNEXPECTED = "an unexpected error in Signalbox";

  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final Supplier<T> source;
  private final Reader reader;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Instant triedAt = Instant.EPOCH;
  private volatile Observed<T> value;

  /**
   * @param source reads the value; may block and throw a {@link RemoteSystemException}
   */
  BackgroundValue(Supplier<T> source, Reader reader) {
    this.source = source;
    this.reader = reader;
    this.value = new Observed.Unknown<>("not read yet", reader.clock.instant());
  }

  Observed<T> get() {
    Instant now = reader.clock.instant();
    boolean isDue = now.isBefore(triedAt) || !now.isBefore(triedAt.plus(MAX_AGE));
    if (isDue && reading.compareAndSet(false, true)) {
      startReading();
    }
    return value;
  }

  /** Returns whether the value was read at least once. */
  boolean isKnown() {
    return value instanceof Observed.Known<T>;
  }

  private void startReading() {
    boolean isStarted = false;
    try {
      reader.executor.execute(this::read);
      isStarted = true;
    } catch (RuntimeException e) {
      failed(internalError(e), UNEXPECTED);
    } finally {
      if (!isStarted) {
        triedAt = reader.clock.instant();
        reading.set(false);
      }
    }
  }

  private void read() {
    boolean isChanged;
    try {
      isChanged = succeeded(source.get());
    } catch (RemoteSystemException e) {
      isChanged =
          failed(
              new Failure(e.tried(), e.response(), e.advice(), reader.clock.instant()),
              String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      isChanged = failed(internalError(e), UNEXPECTED);
    } finally {
      triedAt = reader.clock.instant();
      reading.set(false);
    }
    if (isChanged) {
      reader.changed.run();
    }
  }

  /** Returns whether pages have to show something else. */
  private boolean succeeded(T next) {
    boolean wasFailing = reader.failures.remove(this) != null;
    boolean isSame = value instanceof Observed.Known<T> known && known.value().equals(next);
    value = new Observed.Known<>(next, reader.clock.instant());
    return wasFailing || !isSame;
  }

  /**
   * Returns whether pages have to show something else.
   *
   * @param why a value that was never read is unknown
   */
  private boolean failed(Failure failure, String why) {
    return switch (value) {
      case Observed.Known<T> known ->
          reader.failures.put(this, new Outdated(failure, known.at())) == null;
      case Observed.Unknown<T> unknown -> {
        value = new Observed.Unknown<>(why, failure.at());
        yield false;
      }
    };
  }

  private Failure internalError(RuntimeException e) {
    log.error("Could not read a value of the API server", e);
    return new Failure(
        "read the capabilities of the API server or the own permissions",
        UNEXPECTED,
        "Check the Signalbox log.",
        reader.clock.instant());
  }

  /** What the values of one module share. */
  static final class Reader {

    private final Clock clock;
    private final Executor executor;
    private final Runnable changed;

    /** The values that are older than a minute because the last read has failed. */
    private final Map<BackgroundValue<?>, Outdated> failures = new ConcurrentHashMap<>();

    /**
     * @param changed called after a value has changed, can't be read again or can be
     */
    Reader(Clock clock, Executor executor, Runnable changed) {
      this.clock = clock;
      this.executor = executor;
      this.changed = changed;
    }

    /** Returns the oldest value in use that can't be read again. */
    Optional<Outdated> outdated() {
      // a value that is not asked for is not read again and may be readable by now
      Instant recently = clock.instant().minus(MAX_AGE.multipliedBy(3));
      return failures.values().stream()
          .filter(one -> one.failure().at().isAfter(recently))
          .min(Comparator.comparing(Outdated::readAt));
    }
  }
}
