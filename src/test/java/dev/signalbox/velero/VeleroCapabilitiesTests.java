package dev.signalbox.velero;

import static dev.signalbox.velero.VeleroVersions.V1_18;
import static dev.signalbox.velero.VeleroVersions.V1_9;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VeleroCapabilitiesTests {

  @Test
  void usesTheNamesOfRestic() {
    assertThat(V1_9.isInstalled()).isTrue();
    assertThat(V1_9.fsBackupField()).isEqualTo("defaultVolumesToRestic");
    assertThat(V1_9.nodeAgentName()).isEqualTo("restic");
  }

  @Test
  void usesTheNamesOfTheNodeAgent() {
    assertThat(V1_18.fsBackupField()).isEqualTo("defaultVolumesToFsBackup");
    assertThat(V1_18.nodeAgentName()).isEqualTo("node-agent");
  }

  @Test
  void derivesNamesFromServedResourcesIfSchemasAreNotReadable() {
    VeleroCapabilities unreadable =
        new VeleroCapabilities(
            Set.of(VeleroResource.BACKUP, VeleroResource.BACKUP_REPOSITORY), Set.of());

    assertThat(unreadable.fsBackupField()).isEqualTo("defaultVolumesToFsBackup");
  }

  @Test
  void findsNoVelero() {
    assertThat(new VeleroCapabilities(Set.of(), Set.of()).isInstalled()).isFalse();
  }
}
