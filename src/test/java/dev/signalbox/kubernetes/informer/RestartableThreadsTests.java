package dev.signalbox.kubernetes.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestartableThreadsTests {

  private final RestartableThreads threads = new RestartableThreads();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void repeatsATaskThatHasFailedUntilItIsStopped() {
    threads.repeat(
        "test",
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("first run");
          }
          return Duration.ofMillis(1);
        });
    assertThat(runs).hasValue(0);

    threads.start();
    await().until(() -> runs.get() > 2);
    threads.stop();

    int stopped = runs.get();
    await().during(Duration.ofMillis(50)).until(() -> runs.get() == stopped);
  }
}
