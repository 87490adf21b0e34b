package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;

class BackgroundExecutorsTests {

  @Test
  void logsDatabaseFailuresWithoutStackTrace() {
    assertThat(warningsOf(new QueryTimeoutException("no connection within 3 s")))
        .extracting(ILoggingEvent::getFormattedMessage, ILoggingEvent::getThrowableProxy)
        .containsExactly(tuple("A background task failed: no connection within 3 s", null));
  }

  @Test
  void logsOtherFailuresWithStackTrace() {
    assertThat(warningsOf(new IllegalStateException("a defect")))
        .extracting(event -> event.getThrowableProxy().getMessage())
        .containsExactly("a defect");
  }

  private static List<ILoggingEvent> warningsOf(RuntimeException failure) {
    Logger log = (Logger) LoggerFactory.getLogger(BackgroundExecutorsTests.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    log.addAppender(appender);
    try (ExecutorService executor = BackgroundExecutors.virtualThreads(log)) {
      executor.execute(
          () -> {
            throw failure;
          });
    } finally {
      log.detachAppender(appender);
    }
    return appender.list.stream().filter(event -> event.getLevel() == Level.WARN).toList();
  }
}
