package dev.signalbox.velero.progress;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VolumeBackup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransferTotalsTests {

  @Test
  void addsVolumes() {
    TransferTotals totals =
        totals(
            volume("Completed", 100, 100), volume("InProgress", 50, 100), volume("Failed", 0, 0));

    assertThat(totals).isEqualTo(new TransferTotals(3, 2, 1, 0, new TransferProgress(150, 200)));
    assertThat(totals.percent()).isEqualTo(75);
  }

  @Test
  void hasNoPercentageWhileAVolumeIsScanned() {
    TransferTotals totals = totals(volume("Completed", 100, 100), volume("New", 0, 0));

    assertThat(totals.scanning()).isEqualTo(1);
    assertThat(totals.percent()).isNull();
    assertThat(totals().percent()).isNull();
  }

  @Test
  void addsUploadedBytesIfAllAreKnown() {
    assertThat(TransferTotals.uploadedBytes(List.of())).isNull();
    assertThat(TransferTotals.uploadedBytes(List.of(uploaded(5), uploaded(7)))).isEqualTo(12);
    assertThat(TransferTotals.uploadedBytes(List.of(uploaded(5), volume("New", 0, 0)))).isNull();
  }

  private static TransferTotals totals(VolumeBackup... volumes) {
    List<TransferStatus> transfers = Stream.of(volumes).map(VolumeBackup::status).toList();
    return TransferTotals.of(transfers);
  }

  private static VolumeBackup volume(String phase, long done, long total) {
    return VolumeBackup.ofPodVolumeBackup(
        json(
            "{'status':{'phase':'%s','progress':{'bytesDone':%d,'totalBytes':%d}}}"
                .formatted(phase, done, total)));
  }

  private static VolumeBackup uploaded(long bytes) {
    return VolumeBackup.ofPodVolumeBackup(
        json("{'status':{'incrementalBytes':%d}}".formatted(bytes)));
  }
}
