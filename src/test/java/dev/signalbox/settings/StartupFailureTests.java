package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signalbox.SignalboxApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Starts the application without the required environment variables. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("integration")
class StartupFailureTests {

  @Test
  void stopsWithOneReadableMessage(CapturedOutput output) {
    Throwable failure = catchThrowable(() -> start("jdbc:postgresql://127.0.0.1:1/nowhere"));

    assertThat(failure).hasRootCauseInstanceOf(InvalidSettingsException.class);
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Signalbox cannot start with this environment:")
        .contains("SIGNALBOX_PUBLIC_URL is not set")
        .contains("Example: https://signalbox.acme.example")
        .contains("SIGNALBOX_ADMINS must name at least one admin")
        .doesNotContain("\tat ");
  }

  @Test
  void stopsBeforeConnectingToTheDatabase() throws IOException {
    try (ServerSocket database = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      database.setSoTimeout(1);

      Throwable failure =
          catchThrowable(
              () -> start("jdbc:postgresql://127.0.0.1:" + database.getLocalPort() + "/console"));

      assertThat(failure).hasRootCauseInstanceOf(InvalidSettingsException.class);
      assertThat(catchThrowable(database::accept)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static void start(String database) {
    SpringApplication console = new SpringApplication(SignalboxApplication.class);
    console.run("--spring.datasource.url=" + database, "--server.port=0").close();
  }
}
