package dev.signalbox.web;

import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotificationHandler;
import dev.signalbox.web.FormReservation.Running;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets requests wait until another one has executed the same form, on any instance. */
@Component
class FormCompletions implements InstanceNotificationHandler {

  private final Map<UUID, CountDownLatch> waiting = new ConcurrentHashMap<>();

  /**
   * Reserves a key, and waits while another request executes the form.
   *
   * @return the last result, which is {@link Running} after the timeout
   */
  FormReservation await(UUID key, Duration timeout, Supplier<FormReservation> reserve)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    FormReservation reservation = reserve.get();
    boolean timedOut = false;
    while (reservation instanceof Running && !timedOut) {
      CountDownLatch completed = waiting.computeIfAbsent(key, missing -> new CountDownLatch(1));
      // the form may have been completed before this request waited
      reservation = reserve.get();
      if (reservation instanceof Running) {
        timedOut = !completed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        reservation = reserve.get();
      }
      waiting.remove(key, completed);
    }
    return reservation;
  }

  @Override
  public void handle(InstanceNotification notification) {
    switch (notification) {
      case InstanceNotification.FormCompleted completed -> wake(completed.key());
      case InstanceNotification.TopicChanged changed -> {}
      case InstanceNotification.AccessRevoked revoked -> {}
      case InstanceNotification.SessionEnded ended -> {}
    }
  }

  /** Notifications may have been lost. */
  @Override
  public void connected() {
    waiting.keySet().forEach(this::wake);
  }

  private void wake(UUID key) {
    CountDownLatch completed = waiting.remove(key);
    if (completed != null) {
      completed.countDown();
    }
  }
}
