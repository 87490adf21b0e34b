package dev.signalbox.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.remote.RemoteSystemException.Denied;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RemoteCallsTests {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RemoteCalls calls = new RemoteCalls(meters);

  @Test
  void returnsTheResult() {
    assertThat(calls.timed("github", "profile", () -> "a result")).isEqualTo("a result");
    assertMeasured("answered");
  }

  @Test
  void recordsTheTypeOfTheFailureAndRethrowsIt() {
    Denied refused = new Denied(RemoteSystem.NOMAD, "ask", "no", "ask again", null);

    assertThatExceptionOfType(Denied.class)
        .isThrownBy(
            () ->
                calls.timed(
                    "github",
                    "profile",
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
    assertMeasured("refused");
  }

  @Test
  void recordsUnexpectedExceptionsAsFailed() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                calls.timed(
                    "github",
                    "profile",
                    () -> {
                      throw new IllegalStateException("bug");
                    }));
    assertMeasured("failed");
  }

  private void assertMeasured(String outcome) {
    assertThat(meters.get("signalbox.remote.calls").timer().getId().getTags())
        .containsExactlyInAnyOrder(
            Tag.of("system", "github"), Tag.of("operation", "profile"), Tag.of("outcome", outcome));
  }
}
