package dev.signalbox.velero.state;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.velero.VolumeBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferObserverTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final TransferObserver observer = new TransferObserver(clock);

  @Test
  void measuresTheSpeedOfRunningTransfers() {
    observe(volume("InProgress", 1000));
    clock.advance(Duration.ofSeconds(20));
    observe(volume("InProgress", 3000));

    assertThat(observer.bytesPerSecond(volume("InProgress", 3000))).isEqualTo(100.0);
  }

  @Test
  void remembersWhenTheBytesLastChanged() {
    Instant start = clock.instant();
    observe(volume("InProgress", 1000));
    clock.advance(Duration.ofMinutes(20));
    observe(volume("InProgress", 1000));

    assertThat(observer.progressedAt(volume("InProgress", 1000))).isEqualTo(start);
  }

  @Test
  void forgetsFinishedAndDeletedTransfers() {
    observe(volume("InProgress", 1000));
    observe(volume("Completed", 1000));
    assertThat(observer.progressedAt(volume("Completed", 1000))).isNull();

    observe(volume("InProgress", 1000));
    observer.onChanges(List.of(new ResourceChange.Deleted<>(volume("InProgress", 1000))));
    assertThat(observer.progressedAt(volume("InProgress", 1000))).isNull();
  }

  private void observe(VolumeBackup volume) {
    observer.onChanges(List.of(new ResourceChange.Updated<>(volume, volume)));
  }

  private static VolumeBackup volume(String phase, long bytes) {
    return VolumeBackup.ofPodVolumeBackup(
        json(
            "{'metadata':{'name':'v','uid':'v'},'status':{'phase':'%s',".formatted(phase)
                + "'progress':{'bytesDone':%d,'totalBytes':9000}}}".formatted(bytes)));
  }
}
