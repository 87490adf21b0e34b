package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
class BackgroundExecutorsTests {

  @Test
  void logsDatabaseFailuresWithoutStackTrace(CapturedOutput output) {
    run(new QueryTimeoutException("no connection within 3 s"));

    assertThat(output).contains("A background task failed: no connection within 3 s");
    assertThat(output).doesNotContain("\tat ");
  }

  @Test
  void logsOtherFailuresWithStackTrace(CapturedOutput output) {
    run(new IllegalStateException("a defect"));

    assertThat(output).contains("A background task failed", "a defect", "\tat ");
  }

  private static void run(RuntimeException failure) {
    try (ExecutorService executor =
        BackgroundExecutors.virtualThreads(LoggerFactory.getLogger("test"))) {
      executor.execute(
          () -> {
            throw failure;
          });
    }
  }
}
