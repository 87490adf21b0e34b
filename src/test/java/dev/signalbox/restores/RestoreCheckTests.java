package dev.signalbox.restores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.VeleroResource;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestoreCheckTests {

  @Test
  void waitsForTheFirstListUntilItFails() {
    Failure failure = new Failure("list", "connection refused", "Check it.", Instant.EPOCH);
    Stream<CacheStatus> caches =
        Stream.of(
            status(VeleroResource.BACKUP, State.LIVE, null),
            status(VeleroResource.RESTORE, State.STARTING, null),
            status(VeleroResource.SCHEDULE, State.STARTING, failure));

    assertThat(RestoreCheck.loading(Level.WAITING, "Data", caches))
        .hasValueSatisfying(
            check -> {
              assertThat(check.preventsStart()).isTrue();
              assertThat(check.isBlocked()).isFalse();
              assertThat(check.finding())
                  .contains("Waiting for", "restores.velero.io")
                  .doesNotContain("schedules", "backups");
            });
    assertThat(status(VeleroResource.SCHEDULE, State.STARTING, failure).staleReason())
        .contains("connection refused");
  }

  private static CacheStatus status(
      VeleroResource resource, State state, @Nullable Failure failure) {
    return new CacheStatus(resource.kind(), "velero", state, Instant.EPOCH, null, failure);
  }
}
