package dev.signalbox.nomad;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.Denied;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The capabilities that the token of Signalbox lacks. */
class DeniedCapabilitiesTests {

  private final DeniedCapabilities denied =
      new DeniedCapabilities(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void explainsADenialInItsNamespaceOnly() {
    deny();

    assertThat(denied.reason(DeniedCapabilities.SUBMIT_JOB, "builds"))
        .isEqualTo("Nomad denied this at 12:04 UTC: the token of Signalbox lacks submit-job.");
    assertThat(denied.reason(DeniedCapabilities.SUBMIT_JOB, "default")).isNull();
    assertThat(denied.reason(DeniedCapabilities.NODE_WRITE, "builds")).isNull();
  }

  @Test
  void forgetsADenialOnceACommandSucceeds() {
    deny();

    assertThat(denied.observe(DeniedCapabilities.SUBMIT_JOB, "builds", () -> 7L)).isEqualTo(7L);

    assertThat(denied.reason(DeniedCapabilities.SUBMIT_JOB, "builds")).isNull();
  }

  private void deny() {
    assertThatExceptionOfType(Denied.class)
        .isThrownBy(
            () ->
                denied.observe(
                    DeniedCapabilities.SUBMIT_JOB,
                    "builds",
                    () -> {
                      throw new Denied(
                          RemoteSystem.NOMAD, "stop a job", "Permission denied", "Grant it.", null);
                    }));
  }
}
