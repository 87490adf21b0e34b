package dev.signalbox.velero.request;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroJson;
import dev.signalbox.velero.VeleroVersions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RestoreRequestTests {

  private static final Instant NOW = Instant.parse("2026-08-25T10:30:00Z");

  @Test
  void createsARestore() {
    ObjectNode restore = request("Completed", false).json(VeleroVersions.V1_18, NOW);

    assertThat(restore.at("/metadata/name")).isEqualTo(json("'b-20260825103000'"));
    assertThat(restore.at("/metadata/annotations/signalbox.dev~1safety-backup"))
        .isEqualTo(json("'pre-restore-x1'"));
    assertThat(restore.path("spec"))
        .isEqualTo(
            json(
                """
                {'backupName':'b','includedNamespaces':['app'],
                 'excludedResources':['nodes','events','events.events.k8s.io','backups.velero.io',
                  'restores.velero.io','resticrepositories.velero.io',
                  'backuprepositories.velero.io'],
                 'labelSelector':{'matchExpressions':[{'key':'app.kubernetes.io/name',
                  'operator':'NotIn','values':['signalbox']}]},
                 'restorePVs':true,'includeClusterResources':true,
                 'existingResourcePolicy':'none'}
                """));
  }

  @Test
  void omitsFieldsThatVeleroDoesNotKnow() {
    assertThat(
            request("Completed", false)
                .json(new VeleroCapabilities(Set.of(), Set.of()), NOW)
                .path("spec")
                .has("existingResourcePolicy"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "New", "InProgress", "Failed", "FailedValidation", "Deleting", "Other"})
  void refusesBackupsThatHaveNotCompleted(String phase) {
    assertThatThrownBy(() -> request(phase, true)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void restoresAPartialBackupIfThatIsAccepted() {
    assertThatThrownBy(() -> request("PartiallyFailed", false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatCode(() -> request("PartiallyFailed", true)).doesNotThrowAnyException();
  }

  private static RestoreRequest request(String phase, boolean acceptsPartialBackup) {
    Backup backup = VeleroJson.backup("b", phase, "2026-08-25T02:00:00Z");
    return new RestoreRequest(
        backup,
        List.of("app"),
        "signalbox",
        "pre-restore-x1",
        acceptsPartialBackup,
        RequestFixture.ORIGIN);
  }
}
