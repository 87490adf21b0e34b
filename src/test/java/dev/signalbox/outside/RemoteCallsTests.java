package dev.signalbox.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.outside.OutsideWorldException.Refused;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** What is measured of a call to a remote system. */
class RemoteCallsTests {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RemoteCalls calls = new RemoteCalls(meters);

  @Test
  void passesTheAnswerOn() {
    assertThat(calls.timed("github", "profile", () -> "an answer")).isEqualTo("an answer");
    assertMeasured("answered");
  }

  @Test
  void passesAFailureOnUnderItsKind() {
    Refused refused = new Refused("ask", "no", "ask again", null);

    assertThatExceptionOfType(Refused.class)
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
  void measuresOurOwnMistakesToo() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                calls.timed(
                    "github",
                    "profile",
                    () -> {
                      throw new IllegalStateException("ours");
                    }));
    assertMeasured("failed");
  }

  private void assertMeasured(String outcome) {
    assertThat(meters.get("signalbox.remote.calls").timer().getId().getTags())
        .containsExactlyInAnyOrder(
            Tag.of("system", "github"), Tag.of("operation", "profile"), Tag.of("outcome", outcome));
  }
}
