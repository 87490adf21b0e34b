package dev.signalbox.velero.coverage;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedVolumesTests {

  private static final String ALL = "'defaultVolumesToFsBackup':true";

  @Test
  void derivesTheExpectedVolumesOfABackupOfAllVolumes() {
    assertThat(claims(backup(ALL, "10:00"))).containsExactly("data-postgres-0");
  }

  @ParameterizedTest
  @CsvSource({"10:00, 0", "08:00, 1"})
  void derivesNothingForClaimsThatAreNewerThanTheBackup(String claimCreated, int expected) {
    ExpectedVolumes expectedVolumes =
        new ExpectedVolumes(backup -> null, List.of(claim(claimCreated)), List.of(pod("")));

    assertThat(expectedVolumes.of(backup(ALL, "09:00"))).hasSize(expected);
  }

  @Test
  void derivesNothingForAnnotatedVolumesAndImportedBackups() {
    assertThat(claims(backup("'snapshotVolumes':false", "10:00"))).isNull();
    assertThat(claims(Backup.read(json(imported())))).isNull();
  }

  @Test
  void prefersWhatWasRecorded() {
    ExpectedVolume recorded =
        new ExpectedVolume("app", "other", "", "", "", VolumeCoverage.Method.FILE_SYSTEM);
    ExpectedVolumes expectedVolumes =
        new ExpectedVolumes(backup -> List.of(recorded), List.of(claim("08:00")), List.of(pod("")));

    assertThat(expectedVolumes.of(backup(ALL, "10:00"))).containsExactly(recorded);
  }

  @Test
  void expectsAnnotatedVolumesAlsoWithoutANodeAgent() {
    ExpectedVolumes expectedVolumes =
        new ExpectedVolumes(
            backup -> null,
            List.of(claim("08:00")),
            List.of(pod("'backup.velero.io/backup-volumes':'data'")));

    assertThat(expectedVolumes.expected(backup("'snapshotVolumes':false", "10:00").spec()))
        .hasSize(1);
  }

  private static @Nullable List<String> claims(Backup backup) {
    @Nullable List<ExpectedVolume> expected =
        new ExpectedVolumes(one -> null, List.of(claim("08:00")), List.of(pod(""))).of(backup);
    return expected == null ? null : expected.stream().map(ExpectedVolume::claim).toList();
  }

  private static Backup backup(String spec, String time) {
    return Backup.read(
        json(
            ("{'metadata':{'name':'b','uid':'u','creationTimestamp':'2026-11-30T%s:00Z'},"
                    + "'spec':{%s},'status':{'phase':'Completed',"
                    + "'startTimestamp':'2026-11-30T%s:01Z'}}")
                .formatted(time, spec, time)));
  }

  private static String imported() {
    return "{'metadata':{'name':'b','uid':'u','creationTimestamp':'2026-11-30T11:00:00Z'},"
        + "'spec':{'defaultVolumesToFsBackup':true},'status':{'phase':'Completed',"
        + "'startTimestamp':'2026-11-30T10:00:00Z'}}";
  }

  private static VolumeClaim claim(String created) {
    return VolumeClaim.read(
        json(
            ("{'metadata':{'namespace':'app','name':'data-postgres-0','uid':'c1',"
                    + "'creationTimestamp':'2026-11-30T%s:00Z'},'status':{'phase':'Bound'}}")
                .formatted(created)));
  }

  private static PodVolumes pod(String annotations) {
    return PodVolumes.read(
        json(
            ("{'metadata':{'namespace':'app','name':'postgres-0','annotations':{%s}},"
                    + "'spec':{'nodeName':'n1','volumes':[{'name':'data','persistentVolumeClaim':"
                    + "{'claimName':'data-postgres-0'}}]},'status':{'phase':'Running'}}")
                .formatted(annotations)));
  }
}
