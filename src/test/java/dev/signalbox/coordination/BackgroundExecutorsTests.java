package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;

class BackgroundExecutorsTests {

  private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();

  @Test
  void logsDatabaseFailuresWithoutStackTrace() throws InterruptedException {
    ILoggingEvent event = logged(new QueryTimeoutException("no connection within 3 s"));

    assertThat(event.getLevel()).isEqualTo(Level.WARN);
    assertThat(event.getFormattedMessage())
        .isEqualTo("A background task failed: no connection within 3 s");
    assertThat(event.getThrowableProxy()).isNull();
  }

  @Test
  void logsOtherFailuresWithStackTrace() throws InterruptedException {
    ILoggingEvent event = logged(new IllegalStateException("a defect"));

    assertThat(event.getLevel()).isEqualTo(Level.WARN);
    assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a defect");
  }

  private ILoggingEvent logged(RuntimeException failure) throws InterruptedException {
    Logger log = (Logger) LoggerFactory.getLogger(BackgroundExecutorsTests.class);
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            events.add(event);
          }
        };
    appender.start();
    log.addAppender(appender);
    try (ExecutorService executor = BackgroundExecutors.virtualThreads(log)) {
      executor.execute(
          () -> {
            throw failure;
          });
      return Objects.requireNonNull(events.poll(10, TimeUnit.SECONDS), "nothing was logged");
    } finally {
      log.detachAppender(appender);
    }
  }
}
