package dev.signalbox.restores;

import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FirstRows;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page that starts a restore.
 *
 * @param url of the page with the current choices, for updates
 * @param checks those that prevent the start first
 * @param summary whether the restore can start
 * @param effect what the restore does, in one or two sentences
 * @param deleted objects that are deleted and restored
 * @param kept objects that stay as they are
 * @param created objects that are created
 * @param undo id of the restore that this one undoes, or empty
 */
record NewRestorePage(
    String snapshot,
    String title,
    String url,
    @Nullable TimestampView taken,
    List<CheckRow> checks,
    String summary,
    String effect,
    List<ObjectRow> deleted,
    FirstRows<ObjectRow> kept,
    FirstRows<String> created,
    String others,
    String digest,
    String undo,
    RestoreFields fields,
    ActionButton start,
    String command,
    FreshnessBanner freshness) {

  private static final int MAX_ROWS = 50;

  record CheckRow(StatusLabel status, String title, String finding, String remedy) {

    static CheckRow of(RestoreCheck check) {
      return new CheckRow(
          switch (check.level()) {
            case OK -> StatusLabel.ok("OK");
            case UNKNOWN -> StatusLabel.unknown("Unknown");
            case WARNING -> StatusLabel.warn("Warning");
            case LOADING, WAITING -> new StatusLabel(StatusTone.IDLE, "hourglass", "Waiting");
            case BLOCKED -> StatusLabel.bad("Blocked");
          },
          check.title(),
          check.finding(),
          check.remedy());
    }
  }

  /** An object and what happens to it. */
  record ObjectRow(String name, String effect) {}

  /** What the page is made from. */
  record Source(
      Backup backup,
      RestoreForm form,
      String url,
      RestoreFields fields,
      RestorePreview preview,
      List<RestoreCheck> checks,
      @Nullable String readOnlyReason,
      @Nullable TimestampView taken,
      String command,
      FreshnessBanner freshness) {}

  static NewRestorePage of(Source source) {
    RestorePreview preview = source.preview();
    List<RestoreCheck> unmet =
        Stream.of(Level.BLOCKED, Level.WAITING)
            .flatMap(level -> source.checks().stream().filter(check -> check.level() == level))
            .toList();
    boolean undo = source.form().undoOf() != null;
    return new NewRestorePage(
        source.backup().name(),
        (undo ? "Undo with " : "Restore ") + source.backup().name(),
        source.url(),
        source.taken(),
        Stream.concat(
                unmet.stream(), source.checks().stream().filter(check -> !check.preventsStart()))
            .map(CheckRow::of)
            .toList(),
        summary(unmet),
        effect(source),
        deleted(preview),
        FirstRows.of(
            preview.kept().stream().map(kept -> new ObjectRow(kept.object(), kept.reason())),
            preview.kept().size(),
            MAX_ROWS),
        FirstRows.of(preview.created().stream(), preview.created().size(), MAX_ROWS),
        preview.others() == 0
            ? ""
            : "%,d objects of other kinds are created where they are missing."
                .formatted(preview.others()),
        preview.digest(),
        undo ? String.valueOf(source.form().undoOf()) : "",
        source.fields(),
        new ActionButton(
            "Start restore",
            source.readOnlyReason() != null
                ? source.readOnlyReason()
                : unmet.stream().findFirst().map(RestoreCheck::finding).orElse(null)),
        source.command(),
        source.freshness());
  }

  private static String summary(List<RestoreCheck> unmet) {
    long blocked = unmet.stream().filter(RestoreCheck::isBlocked).count();
    if (blocked > 0) {
      return blocked + " must be resolved first";
    }
    return unmet.isEmpty() ? "The restore can start" : "Waiting for data";
  }

  private static String effect(Source source) {
    RestorePreview preview = source.preview();
    String first =
        source.form().takesSafetySnapshot()
            ? "First, a safety snapshot is taken; the restore starts when it is complete. "
            : "";
    if (preview.mode() == RestoreMode.MERGE) {
      return first
          + "Velero creates what is missing. Nothing is deleted or overwritten, and the data in"
          + " existing volumes stays as it is.";
    }
    boolean unknown =
        preview.claims().isEmpty()
            && preview.workloads().isEmpty()
            && source.checks().stream().anyMatch(RestoreCheck::preventsStart);
    if (unknown) {
      return first
          + "What is stopped and deleted is not known until the checks below are completed.";
    }
    return first
        + "Stops and deletes %s, and deletes %s."
            .formatted(
                RestoreText.count(preview.workloads().size(), "workload"),
                RestoreText.count(preview.claims().size(), "volume claim") + " with the data")
        + " Then Velero creates them from the snapshot. The CI server is down meanwhile.";
  }

  private static List<ObjectRow> deleted(RestorePreview preview) {
    return Stream.concat(
            preview.claims().stream()
                .map(VolumeClaim::name)
                .map(
                    name ->
                        new ObjectRow(
                            VolumeClaim.reference(name),
                            "Deleted with its data, then restored from the snapshot.")),
            preview.workloads().stream()
                .map(
                    workload ->
                        new ObjectRow(
                            workload.reference(),
                            "Stopped (%s), deleted, then restored from the snapshot."
                                .formatted(
                                    workload.replicas() == 1
                                        ? "1 replica"
                                        : workload.replicas() + " replicas"))))
        .toList();
  }
}
