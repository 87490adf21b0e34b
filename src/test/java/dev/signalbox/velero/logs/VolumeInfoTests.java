package dev.signalbox.velero.logs;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.logs.VolumeInfo.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeInfoTests {

  @Test
  void readsEntries() {
    List<VolumeInfo> infos =
        VolumeInfo.read(
            json(
                """
                [{'pvcNamespace':'app','pvcName':'a','pvName':'pv-a','result':'succeeded',
                  'backupMethod':'PodVolumeBackup',
                  'pvbInfo':{'size':100,'incrementalSize':7,'podName':'p','volumeName':'data',
                   'nodeName':'n'}},
                 {'pvcNamespace':'app','pvcName':'b','backupMethod':'CSISnapshot',
                  'result':'failed','csiSnapshotInfo':{'size':200}},
                 {'pvcNamespace':'app','pvcName':'c','backupMethod':'CSISnapshot',
                  'csiSnapshotInfo':{'size':1},'snapshotDataMovementInfo':{'size':300}},
                 {'pvcNamespace':'app','pvcName':'d','backupMethod':'NativeSnapshot'},
                 {'pvcNamespace':'app','pvcName':'e','skipped':true,'skippedReason':'policy'}]
                """));

    assertThat(infos).map(VolumeInfo::size).containsExactly(100L, 200L, 300L, null, null);
    assertThat(infos)
        .map(VolumeInfo::method)
        .containsExactly(
            Method.POD_VOLUME_BACKUP,
            Method.CSI_SNAPSHOT,
            Method.CSI_SNAPSHOT,
            Method.NATIVE_SNAPSHOT,
            Method.UNKNOWN);
    assertThat(infos.getFirst().incrementalSize()).isEqualTo(7L);
    assertThat(infos).map(VolumeInfo::isSaved).containsExactly(true, false, true, true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "7", "[]", "[7,null,[]]"})
  void readsAnyJson(String text) {
    assertThat(VolumeInfo.read(json(text))).isEmpty();
  }

  @Test
  void readsEntriesWithWrongTypes() {
    assertThat(VolumeInfo.read(json("[{'pvbInfo':[],'backupMethod':'PodVolumeBackup','size':{}}]")))
        .singleElement()
        .satisfies(info -> assertThat(info.size()).isNull());
  }
}
