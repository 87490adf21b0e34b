package dev.signalbox.restores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.restores.RestorePreview.Kept;
import dev.signalbox.velero.VeleroJson;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decides what a restore deletes, creates and keeps. */
class RestorePreviewTests {

  private static final SnapshotContents CONTENTS =
      new SnapshotContents(
          Map.of(
              "apps/v1/StatefulSet", Set.of("ci/postgresql", "ci/vault"),
              "apps/v1/Deployment", Set.of("ci/signalbox", "ci/api"),
              "v1/PersistentVolumeClaim", Set.of("ci/data-postgresql-0", "ci/data-tools-0"),
              "v1/Service", Set.of("ci/web"),
              "v1/Secret", Set.of("ci/a", "ci/b")),
          "");

  @Test
  void keepsEverythingThatExistsWhenItAddsWhatIsMissing() {
    RestorePreview preview = preview(RestoreMode.MERGE, CONTENTS, Set.of("data-postgresql-0"));

    assertThat(preview.deletes()).isFalse();
    assertThat(preview.kept()).extracting(Kept::unexpected).containsOnly(false);
    assertThat(preview.created())
        .containsExactly("deployment/api", "service/web", "statefulset/vault");
    assertThat(preview.others()).isEqualTo(2);
  }

  @Test
  void deletesOnlyWhatTheSnapshotCanRestore() {
    RestorePreview preview = preview(RestoreMode.REPLACE, CONTENTS, Set.of("data-postgresql-0"));

    assertThat(preview.workloads())
        .extracting(InstallationWorkload::reference)
        .containsExactly("statefulset/postgresql");
    assertThat(preview.claims()).extracting(VolumeClaim::name).containsExactly("data-postgresql-0");
    assertThat(reason(preview, "deployment/signalbox")).contains("belongs to Signalbox");
    assertThat(reason(preview, "statefulset/new")).contains("doesn't contain it");
    assertThat(reason(preview, "persistentvolumeclaim/data-tools-0")).contains("not its data");
  }

  @Test
  void keepsAClaimThatAnotherPodUses() {
    RestorePreview preview =
        preview(RestoreMode.REPLACE, CONTENTS, Set.of("data-postgresql-0", "data-tools-0"));

    assertThat(reason(preview, "persistentvolumeclaim/data-tools-0"))
        .isEqualTo("The pod tools uses it and is not stopped.");
  }

  @Test
  void deletesNothingWhileTheContentsAreUnknown() {
    assertThat(
            preview(RestoreMode.REPLACE, SnapshotContents.PENDING, Set.of("data-postgresql-0"))
                .deletes())
        .isFalse();
  }

  @Test
  void noticesThatTheDeletedObjectsHaveChanged() {
    String digest = preview(RestoreMode.REPLACE, CONTENTS, Set.of("data-postgresql-0")).digest();

    assertThat(preview(RestoreMode.REPLACE, CONTENTS, Set.of("data-postgresql-0")).digest())
        .isEqualTo(digest);
    assertThat(preview(RestoreMode.REPLACE, CONTENTS, Set.of()).digest()).isNotEqualTo(digest);
    assertThat(preview(RestoreMode.MERGE, CONTENTS, Set.of()).digest()).isNotEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.ci.svc:5432/signalbox, false, db",
    "jdbc:postgresql://db.ci/signalbox?ssl=true, false, db",
    "jdbc:postgresql://db.other.svc/signalbox, true,",
    "jdbc:postgresql://db:5432/signalbox, true, db",
    "jdbc:postgresql://db:5432/signalbox, false,",
    "jdbc:postgresql://db.acme.example/signalbox, true,",
    "'', true,"
  })
  void findsTheServiceOfItsOwnDatabase(String url, boolean own, String service) {
    assertThat(ConsoleObjects.databaseService(url, "ci", own).orElse(null)).isEqualTo(service);
  }

  private static String reason(RestorePreview preview, String object) {
    return preview.kept().stream()
        .filter(kept -> kept.object().equals(object))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  private static RestorePreview preview(
      RestoreMode mode, SnapshotContents contents, Set<String> saved) {
    return RestorePreview.of(
        mode,
        contents,
        new RestorePreview.Cluster(
            "ci",
            List.of(
                workload(InstallationWorkload.Kind.DEPLOYMENT, "signalbox"),
                workload(InstallationWorkload.Kind.STATEFUL_SET, "postgresql"),
                workload(InstallationWorkload.Kind.STATEFUL_SET, "new")),
            List.of(claim("data-postgresql-0"), claim("data-tools-0")),
            List.of(
                pod("postgresql-0", "StatefulSet", "postgresql", "data-postgresql-0"),
                pod("tools", "Job", "tools", "data-tools-0")),
            Set.of("other"),
            workload -> workload.name().equals("signalbox"),
            Set.of(),
            saved));
  }

  private static InstallationWorkload workload(InstallationWorkload.Kind kind, String name) {
    return InstallationWorkload.read(
        kind,
        VeleroJson.json(
            "{'metadata':{'name':'%s','uid':'u-%s'},'spec':{'replicas':1}}".formatted(name, name)));
  }

  private static VolumeClaim claim(String name) {
    return VolumeClaim.read(
        VeleroJson.json(
            "{'metadata':{'namespace':'ci','name':'%s','uid':'u-%s'}}".formatted(name, name)));
  }

  private static PodVolumes pod(String name, String kind, String owner, String claim) {
    return PodVolumes.read(
        VeleroJson.json(
            ("{'metadata':{'namespace':'ci','name':'%s','ownerReferences':[{'kind':'%s',"
                    + "'name':'%s','controller':true}]},'spec':{'volumes':[{'name':'data',"
                    + "'persistentVolumeClaim':{'claimName':'%s'}}]}}")
                .formatted(name, kind, owner, claim)));
  }
}
