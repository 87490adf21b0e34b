package dev.signalbox.velero.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable;
import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable.Problem;
import dev.signalbox.velero.diagnosis.StuckCause.StalledVolume;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StuckCauseTests {

  private static final StalledVolume VOLUME = new StalledVolume("data", "n1", "It is New.");
  private static final List<StuckCause> CAUSES =
      List.of(
          new StuckCause.ServerDown("velero", "CrashLoopBackOff"),
          new StuckCause.ServerRestarted("velero", Instant.EPOCH, true),
          new StuckCause.WaitingForBackup("nightly"),
          new StuckCause.InQueue(2),
          new StuckCause.NotPickedUp("velero"),
          new StuckCause.Invalid(List.of("no location.")),
          new StuckCause.VolumesStalled("velero", List.of(VOLUME, VOLUME)),
          new StuckCause.WaitingForSnapshots("velero"),
          new StuckCause.SlowerThanUsual(4),
          new LocationUnusable("default", Problem.MISSING, ""),
          new LocationUnusable("default", Problem.UNAVAILABLE, ""),
          new LocationUnusable("default", Problem.READ_ONLY, ""),
          new StuckCause.DeletionFailed(List.of("locked.")),
          new StuckCause.DeletionAbandoned("velero"),
          new StuckCause.DeletionSlow("velero", 12),
          new StuckCause.WaitingForGarbageCollection(),
          new StuckCause.FinalizerPending());

  @Test
  void namesARemedyForEveryCause() {
    assertThat(CAUSES)
        .allSatisfy(
            cause -> {
              assertThat(cause.explanation()).matches("[A-Z0-9].*\\.");
              assertThat(cause.remedy()).matches("[A-Z].*\\.");
              assertThat(cause.command()).matches("|(?:kubectl|velero) .*");
            });
    assertThat(CAUSES.stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(
            Stream.of(StuckCause.class.getPermittedSubclasses()).collect(Collectors.toSet()));
  }

  @Test
  void namesEveryStalledVolume() {
    StuckCause cause =
        new StuckCause.VolumesStalled(
            "velero", List.of(VOLUME, new StalledVolume("files", "", "No node is assigned.")));

    assertThat(cause.explanation())
        .isEqualTo("2 volumes make no progress. data: It is New. files: No node is assigned.");
    assertThat(cause.command()).startsWith("kubectl --namespace velero get pods");
  }

  @Test
  void knowsForWhatTheOperatorOnlyWaits() {
    assertThat(CAUSES.stream().filter(StuckCause::isOnlyWaiting))
        .hasOnlyElementsOfTypes(
            StuckCause.WaitingForBackup.class,
            StuckCause.InQueue.class,
            StuckCause.DeletionSlow.class,
            StuckCause.WaitingForGarbageCollection.class);
  }
}
