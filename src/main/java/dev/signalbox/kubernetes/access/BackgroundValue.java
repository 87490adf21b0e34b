package dev.signalbox.kubernetes.access;

import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value from the API server that is read in the background, when it is asked for and older than a
 * minute. Thread-safe; {@link #get} never blocks.
 */
final class BackgroundValue<T> {

  /** What the values of one module share. */
  record Reader(Clock clock, Executor executor, Runnable changed) {}

  private static final Logger log = LoggerFactory.getLogger(BackgroundValue.class);

  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final Supplier<T> source;
  private final Reader reader;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Instant readAt = Instant.EPOCH;
  private volatile Observed<T> value;

  /**
   * @param source reads the value; may block and throw a {@link RemoteSystemException}
   */
  BackgroundValue(Supplier<T> source, Reader reader) {
    this.source = source;
    this.reader = reader;
    this.value = new Observed.Unknown<>("not read yet", reader.clock().instant());
  }

  Observed<T> get() {
    Instant now = reader.clock().instant();
    if (!now.isBefore(readAt.plus(MAX_AGE)) && reading.compareAndSet(false, true)) {
      reader.executor().execute(this::read);
    }
    return value;
  }

  private void read() {
    Observed<T> before = value;
    try {
      value = new Observed.Known<>(source.get(), reader.clock().instant());
    } catch (RemoteSystemException e) {
      value = new Observed.Unknown<>(String.valueOf(e.getMessage()), reader.clock().instant());
    } catch (RuntimeException e) {
      log.error("Could not read a value of the API server", e);
      value = new Observed.Unknown<>("an unexpected error", reader.clock().instant());
    } finally {
      readAt = reader.clock().instant();
      reading.set(false);
    }
    if (isChanged(before, value)) {
      reader.changed().run();
    }
  }

  private static <T> boolean isChanged(Observed<T> before, Observed<T> after) {
    return switch (after) {
      case Observed.Known<T> now ->
          !(before instanceof Observed.Known<T> was && was.value().equals(now.value()));
      case Observed.Unknown<T> unknown -> before instanceof Observed.Known<T>;
    };
  }
}
