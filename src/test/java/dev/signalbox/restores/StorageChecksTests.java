package dev.signalbox.restores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.Observed;
import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.VeleroJson;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationCaches.StorageCapacity;
import dev.signalbox.velero.installation.InstallationCaches.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks the storage of the volumes that a restore creates. */
class StorageChecksTests {

  private static final Observed<List<StorageClass>> GP2 =
      known(List.of(new StorageClass("gp2", false)));
  private static final Observed<List<StorageCapacity>> NONE = known(List.of());

  @Test
  void namesTheClaimsOfAMissingStorageClass() {
    RestoreCheck check =
        classes(List.of(claim("a", "gp2", "1Gi"), claim("b", "ssd", "1Gi")), Set.of(), GP2);

    assertThat(check.level()).isEqualTo(Level.WARNING);
    assertThat(check.finding()).isEqualTo("The cluster has no storage class ssd, which b needs.");
    assertThat(check.remedy()).contains("velero.io/change-storage-class");
  }

  @Test
  void acceptsClassesThatExistOrThatVeleroCreates() {
    List<VolumeClaim> claims =
        List.of(claim("a", "gp2", "1Gi"), claim("b", "ssd", "1Gi"), claim("c", "", "1Gi"));

    assertThat(classes(claims, Set.of("ssd"), GP2).level()).isEqualTo(Level.OK);
  }

  @Test
  void tellsWhatIsUnknown() {
    List<VolumeClaim> claims = List.of(claim("a", "gp2", "8Gi"));
    Observed<List<StorageClass>> denied = new Observed.Unknown<>("no permission", Instant.EPOCH);

    assertThat(classes(claims, Set.of(), denied))
        .returns(Level.UNKNOWN, RestoreCheck::level)
        .satisfies(check -> assertThat(check.finding()).contains("no permission"))
        .satisfies(check -> assertThat(check.remedy()).contains("gp2"));
    assertThat(capacity(claims, List.of(), NONE))
        .returns(Level.UNKNOWN, RestoreCheck::level)
        .satisfies(check -> assertThat(check.finding()).contains("CSIStorageCapacity"))
        .satisfies(check -> assertThat(check.remedy()).contains("8.0 GiB of gp2"));
    assertThat(new StorageChecks(List.of(), Set.of("x"), List.of(), Set.of(), GP2, NONE).checks())
        .extracting(RestoreCheck::level)
        .containsOnly(Level.UNKNOWN);
  }

  @Test
  void comparesNewVolumesWithThePublishedCapacity() {
    List<VolumeClaim> claims = List.of(claim("a", "gp2", "8Gi"), claim("b", "gp2", "6Gi"));

    assertThat(capacity(claims, List.of(), free("10Gi")))
        .returns(Level.WARNING, RestoreCheck::level)
        .returns(
            "The storage class gp2 has 10.0 GiB free, but the new volumes need 14.0 GiB.",
            RestoreCheck::finding);
    assertThat(capacity(claims, List.of(), free("7Gi", "7Gi")).finding())
        .contains("has 7.0 GiB, but one needs 8.0 GiB.");
    assertThat(capacity(claims, List.of(), free("10Gi", "7Gi")).level()).isEqualTo(Level.OK);
  }

  @Test
  void countsTheSpaceOfReplacedVolumesUnlessTheyAreRetained() {
    List<VolumeClaim> claims = List.of(claim("a", "gp2", "8Gi"));
    List<VolumeClaim> replaced = List.of(claim("a", "gp2", "8Gi"));

    assertThat(capacity(claims, replaced, free("1Gi")).level()).isEqualTo(Level.OK);
    assertThat(
            new StorageChecks(
                    claims,
                    Set.of(),
                    replaced,
                    Set.of(),
                    known(List.of(new StorageClass("gp2", true))),
                    free("1Gi"))
                .checks()
                .getLast()
                .level())
        .isEqualTo(Level.WARNING);
  }

  private static RestoreCheck classes(
      List<VolumeClaim> claims, Set<String> saved, Observed<List<StorageClass>> classes) {
    return new StorageChecks(claims, Set.of(), List.of(), saved, classes, NONE).checks().getFirst();
  }

  private static RestoreCheck capacity(
      List<VolumeClaim> claims,
      List<VolumeClaim> replaced,
      Observed<List<StorageCapacity>> capacities) {
    return new StorageChecks(claims, Set.of(), replaced, Set.of(), GP2, capacities)
        .checks()
        .getLast();
  }

  private static Observed<List<StorageCapacity>> free(String... segments) {
    return known(
        List.of(segments).stream()
            .map(
                free ->
                    StorageCapacity.read(
                        VeleroJson.json(
                            "{'storageClassName':'gp2','capacity':'%s'}".formatted(free))))
            .toList());
  }

  private static <T> Observed<List<T>> known(List<T> values) {
    return new Observed.Known<>(values, Instant.EPOCH);
  }

  private static VolumeClaim claim(String name, String storageClass, String size) {
    return VolumeClaim.read(
        VeleroJson.json(
            ("{'metadata':{'namespace':'ci','name':'%s'},'spec':{'storageClassName':'%s',"
                    + "'resources':{'requests':{'storage':'%s'}}}}")
                .formatted(name, storageClass, size)));
  }
}
