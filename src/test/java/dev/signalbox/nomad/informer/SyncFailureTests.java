package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import org.junit.jupiter.api.Test;

class SyncFailureTests {

  @Test
  void recognizesTheConnectionLimitByTheStatus() {
    assertThat(
            SyncFailure.of(
                    new Unreachable(RemoteSystem.NOMAD, "read clients", "429: too many", "", 429))
                .kind())
        .isEqualTo(SyncFailure.Kind.CONNECTION_LIMIT);
  }

  @Test
  void ignoresAPortThatLooksLikeTheStatus() {
    assertThat(
            SyncFailure.of(
                    new Unreachable(
                        RemoteSystem.NOMAD,
                        "read clients",
                        "no response from http://nomad:4290",
                        "",
                        null))
                .kind())
        .isEqualTo(SyncFailure.Kind.UNREACHABLE);
  }
}
