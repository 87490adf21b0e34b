package dev.signalbox.audit.search;

import static dev.signalbox.audit.search.ActionText.attempt;

import java.util.Map;

/**
 * Titles and sentences for actions on snapshots, their schedules, storage locations and restores.
 */
final class SnapshotActionTexts {

  static final Map<String, ActionText> TEXTS =
      Map.ofEntries(
          Map.entry(
              "snapshot.created", attempt("Snapshot taken", "took", "take", "snapshot {name}")),
          Map.entry(
              "snapshot.deletion.requested",
              attempt(
                  "Snapshot deletion requested",
                  "requested",
                  "request",
                  "the deletion of snapshot {name}")),
          Map.entry("snapshot.kept", attempt("Snapshot kept", "kept", "keep", "snapshot {name}")),
          Map.entry(
              "snapshot.keep.ended",
              attempt("Snapshot no longer kept", "stopped", "stop", "keeping snapshot {name}")),
          Map.entry(
              "snapshot.volume.annotated",
              attempt(
                  "Volume annotated for snapshots",
                  "annotated",
                  "annotate",
                  "{name} for snapshots")),
          Map.entry(
              "snapshot.schedule.created",
              attempt(
                  "Snapshot schedule created", "created", "create", "snapshot schedule {name}")),
          Map.entry(
              "snapshot.schedule.changed",
              attempt(
                  "Snapshot schedule changed", "changed", "change", "snapshot schedule {name}")),
          Map.entry(
              "snapshot.schedule.deleted",
              attempt(
                  "Snapshot schedule deleted", "deleted", "delete", "snapshot schedule {name}")),
          Map.entry(
              "snapshot.schedule.paused",
              attempt("Snapshot schedule paused", "paused", "pause", "snapshot schedule {name}")),
          Map.entry(
              "snapshot.schedule.resumed",
              attempt(
                  "Snapshot schedule resumed", "resumed", "resume", "snapshot schedule {name}")),
          Map.entry(
              "snapshot.schedule.run.skipped",
              attempt(
                  "Run of a snapshot schedule skipped",
                  "skipped",
                  "skip",
                  "a run of snapshot schedule {name}")),
          Map.entry(
              "snapshot.retention.changed",
              attempt(
                  "Retention rules changed",
                  "changed",
                  "change",
                  "the retention rules of snapshots")),
          Map.entry(
              "snapshot.restore.requested",
              attempt("Restore started", "started", "start", "the restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.workloads.stopped",
              attempt(
                  "Workloads stopped for a restore",
                  "stopped",
                  "stop",
                  "workloads for the restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.workloads.started",
              attempt(
                  "Workloads started after a canceled restore",
                  "started",
                  "start",
                  "workloads after the canceled restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.objects.deleted",
              attempt(
                  "Objects deleted for a restore",
                  "deleted",
                  "delete",
                  "workloads and volume claims for the restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.created",
              attempt(
                  "Restore created in Velero",
                  "created",
                  "create",
                  "Velero's restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.finished",
              attempt("Restore finished", "finished", "finish", "the restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.resumed",
              attempt("Restore retried", "retried", "retry", "the restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.canceled",
              attempt("Restore canceled", "canceled", "cancel", "the restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.ended",
              attempt(
                  "Canceled restore ended",
                  "ended",
                  "end",
                  "the canceled restore of snapshot {name}")),
          Map.entry(
              "snapshot.restore.log.downloaded",
              attempt(
                  "Restore log downloaded", "downloaded", "download", "the log of restore {name}")),
          Map.entry(
              "snapshot.log.downloaded",
              attempt(
                  "Snapshot log downloaded",
                  "downloaded",
                  "download",
                  "the log of snapshot {name}")),
          Map.entry(
              "snapshot.location.created",
              attempt("Storage location created", "created", "create", "storage location {name}")),
          Map.entry(
              "snapshot.location.changed",
              attempt("Storage location changed", "changed", "change", "storage location {name}")),
          Map.entry(
              "snapshot.location.reverted",
              attempt(
                  "Storage location reverted",
                  "restored",
                  "restore",
                  "the previous settings of storage location {name}")),
          Map.entry(
              "snapshot.location.validation.requested",
              attempt(
                  "Validation of a storage location requested",
                  "requested",
                  "request",
                  "the validation of storage location {name}")),
          Map.entry(
              "snapshot.location.default.changed",
              attempt(
                  "Default storage location changed",
                  "made",
                  "make",
                  "storage location {name} the default")),
          Map.entry(
              "snapshot.location.deleted",
              attempt("Storage location deleted", "deleted", "delete", "storage location {name}")));

  private SnapshotActionTexts() {}
}
