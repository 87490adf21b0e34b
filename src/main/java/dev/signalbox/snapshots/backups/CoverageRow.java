package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.coverage.AnnotationFix;
import dev.signalbox.velero.coverage.VolumeCoverage;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.velero.coverage.VolumeCoverage.Saved;
import dev.signalbox.web.StatusLabel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A volume claim in the coverage report.
 *
 * @param place pod and volume, or empty
 * @param explanation why it is not saved; empty if it is
 * @param annotation the annotation that changes it, or null
 * @param fixUrl page that applies the annotation, or null
 */
record CoverageRow(
    String claim,
    String storageClass,
    String place,
    StatusLabel status,
    String explanation,
    String remedy,
    @Nullable String annotation,
    @Nullable String fixUrl) {

  /**
   * Returns the row of a claim.
   *
   * @param allVolumes whether the backup saves all volumes by default
   */
  static CoverageRow of(VolumeCoverage volume, boolean allVolumes) {
    String place =
        volume.pod().isEmpty() ? "" : "volume " + volume.volume() + " of pod " + volume.pod();
    return switch (volume.verdict()) {
      case Saved saved ->
          new CoverageRow(
              volume.claim().name(),
              volume.claim().storageClass(),
              place,
              StatusLabel.ok(
                  saved.method() == Method.FILE_SYSTEM ? "Saved: files" : "Saved: volume snapshot"),
              "",
              "",
              null,
              null);
      case NotSaved not ->
          new CoverageRow(
              volume.claim().name(),
              volume.claim().storageClass(),
              place,
              StatusLabel.bad("Not saved"),
              not.explanation(),
              not.remedy(),
              not.fix() == null ? null : text(not.fix()),
              not.fix() == null ? null : url(volume.claim().name(), allVolumes));
    };
  }

  /** Returns an annotation as kubectl accepts it; a hyphen at the end removes it. */
  static String text(AnnotationFix fix) {
    return fix.value() == null ? fix.key() + "-" : fix.key() + "=" + fix.value();
  }

  static String url(String claim, boolean allVolumes) {
    return "/snapshots/volumes/annotation?claim=%s&all=%s"
        .formatted(URLEncoder.encode(claim, StandardCharsets.UTF_8), allVolumes);
  }
}
