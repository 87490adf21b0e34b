package dev.signalbox.sandbox.kubernetes;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An open watch: the events of one resource that the client has not received yet. */
final class ObjectWatch implements AutoCloseable {

  private final LinkedBlockingQueue<ObjectEvent> events = new LinkedBlockingQueue<>();
  private final Consumer<ObjectWatch> onClose;
  private volatile boolean ended;
  private volatile boolean cut;

  ObjectWatch(Consumer<ObjectWatch> onClose) {
    this.onClose = onClose;
  }

  void add(ObjectEvent event) {
    events.add(event);
  }

  /** Waits for the next event. Returns null after the time. */
  @Nullable ObjectEvent next(Duration time) throws InterruptedException {
    return events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the watch in order, as if its time were over. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Ends the watch without a closing message. */
  void cut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
