package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogErrorsTests {

  /** The first text is that of 1.0.18 and 1.1.2, after a client has deleted an allocation. */
  @ParameterizedTest
  @CsvSource({
    "500: failed to list entries: open /opt/nomad/alloc/1/alloc/logs: no such file or directory,"
        + " Logs were garbage-collected",
    "404: state for allocation 1 not found on client, Logs were garbage-collected",
    "404: log entry for task \"a\" and log type \"stdout\" not found, No log file",
    "404: task \"a\" not started yet. No logs available, The task has not started",
  })
  void namesTheCauseByNomadsMessage(String response, String title) {
    NotFound failure = new NotFound(RemoteSystem.NOMAD, "read the log", response, "", 500);

    assertThat(LogErrors.problem(failure).title()).isEqualTo(title);
    assertThat(LogErrors.isNotStarted(failure)).isEqualTo(title.startsWith("The task"));
  }
}
