package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.coverage.CoverageReport;
import dev.signalbox.velero.coverage.CoverageReport.HostPathVolume;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FormField;
import dev.signalbox.web.FreshnessBanner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * View model of the page that takes a snapshot.
 *
 * @param url of the page with the current choices, for updates
 * @param summary what the snapshot would contain, in one sentence
 * @param blockers why none can be taken now, as full sentences
 * @param warnings what delays it or is left out, as full sentences
 * @param volumes the volume claims, those that are not saved first
 * @param empty shown instead of the form while Velero is not installed; otherwise null
 * @param command the equivalent velero command
 */
record NewSnapshotPage(
    FreshnessBanner freshness,
    String url,
    String summary,
    List<String> blockers,
    List<String> warnings,
    List<CoverageRow> volumes,
    NewSnapshotFields fields,
    boolean partial,
    ActionButton take,
    String command,
    @Nullable EmptyState empty) {

  private static final EmptyState NOT_INSTALLED =
      new EmptyState(
          "Velero is not installed",
          "Velero takes the snapshots, and the cluster does not serve its custom resources. The"
              + " next step is to set up an object store and to install Velero.",
          "Set up storage and Velero",
          "/snapshots/setup");

  /**
   * What the page is made from.
   *
   * @param installed false if Velero's custom resources are known to be missing
   */
  record Source(
      boolean installed,
      FreshnessBanner freshness,
      List<String> blockers,
      List<String> warnings,
      CoverageReport coverage,
      NewSnapshotFields fields,
      BackupOrder order,
      String command,
      @Nullable String readOnlyReason) {}

  static NewSnapshotPage of(Source source) {
    CoverageReport coverage = source.coverage();
    boolean allVolumes = source.order().allVolumes();
    List<CoverageRow> rows =
        Stream.concat(coverage.notSaved().stream(), coverage.saved().stream())
            .map(volume -> CoverageRow.of(volume, allVolumes))
            .toList();
    return new NewSnapshotPage(
        source.freshness(),
        url(source.fields()),
        source.installed() ? summary(coverage) : "No snapshot can be taken now",
        source.blockers(),
        Stream.concat(
                source.warnings().stream(),
                coverage.unsavedPodVolumes().stream().map(NewSnapshotPage::hostPath))
            .toList(),
        rows,
        source.fields(),
        "partial".equals(source.fields().kind().value()),
        new ActionButton(
            "Take snapshot",
            source.readOnlyReason() != null
                ? source.readOnlyReason()
                : source.blockers().stream().findFirst().orElse(null)),
        source.command(),
        source.installed() ? null : NOT_INSTALLED);
  }

  private static String url(NewSnapshotFields fields) {
    UriComponentsBuilder url = UriComponentsBuilder.fromPath("/snapshots/new");
    Stream.of(fields.kind(), fields.selector(), fields.allVolumes(), fields.location())
        .forEach(field -> url.queryParam(field.name(), Objects.toString(field.value(), "")));
    return url.encode().toUriString();
  }

  private static String summary(CoverageReport coverage) {
    int all = coverage.volumes().size();
    int missing = coverage.notSaved().size();
    if (all == 0) {
      return "No volume claims found in the installation's namespace";
    }
    return missing == 0
        ? "Contains the data of " + (all == 1 ? "the only volume" : "all " + all + " volumes")
        : "Contains the data of %d of %d volumes; %d not saved"
            .formatted(all - missing, all, missing);
  }

  private static String hostPath(HostPathVolume volume) {
    return "Velero never saves hostPath volumes: %s of pod %s."
        .formatted(volume.volume(), volume.pod());
  }

  /**
   * The fields of the form that takes a snapshot.
   *
   * @param kinds choices of {@code kind}
   * @param units choices of {@code unit}
   * @param locations choices of {@code location}
   */
  record NewSnapshotFields(
      FormField kind,
      Map<String, String> kinds,
      FormField selector,
      FormField allVolumes,
      FormField location,
      Map<String, String> locations,
      FormField amount,
      FormField unit,
      Map<String, String> units,
      FormField reason) {

    /** Creates the fields from a form, with errors if it was submitted. */
    static NewSnapshotFields of(
        BackupForm form, List<StorageLocation> locations, @Nullable Errors errors) {
      SnapshotFields fields = new SnapshotFields(errors, BackupForm.AMOUNT);
      return new NewSnapshotFields(
          fields.field("kind", "Kind", null, form.kind()),
          SnapshotFields.kinds(),
          fields.field(
              "selector",
              "Labels",
              "optional, for example layer=data; other objects are left out",
              form.selector()),
          SnapshotFields.allVolumes(form.allVolumes()),
          fields.field("location", "Storage location", null, form.location()),
          SnapshotFields.locations(locations, null),
          fields.field(
              "amount",
              "Keep for",
              "Velero deletes it afterwards; this can't be changed later",
              form.amount()),
          fields.field("unit", "Unit", null, form.unit()),
          RetentionFields.choices(),
          fields.field(
              "reason", "Reason", "visible in the audit log and on the snapshot", form.reason()));
    }

    /** Returns the fields in the order of the page, for the error summary. */
    public List<FormField> all() {
      return Stream.of(kind, selector, location, amount, unit, reason).toList();
    }
  }
}
