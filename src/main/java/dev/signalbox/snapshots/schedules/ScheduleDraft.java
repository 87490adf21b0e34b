package dev.signalbox.snapshots.schedules;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.snapshots.backups.RetentionFields;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.request.BackupTemplate;
import dev.signalbox.velero.request.RequestOrigin;
import dev.signalbox.velero.request.ScheduleRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds requests from the form of a schedule. */
final class ScheduleDraft {

  private ScheduleDraft() {}

  static ScheduleRequest create(
      ScheduleForm form, ClusterConnection cluster, RequestOrigin origin) {
    boolean full = !"partial".equals(form.kind());
    return new ScheduleRequest(
        cluster.veleroNamespace(),
        form.nameOrEmpty(),
        full ? BackupKind.FULL : BackupKind.PARTIAL,
        form.cronOrEmpty(),
        new BackupTemplate(
            List.of(cluster.installationNamespace()),
            Map.of(),
            full ? Boolean.TRUE : null,
            Objects.requireNonNullElse(form.location(), ""),
            !Boolean.FALSE.equals(form.allVolumes()),
            null,
            RetentionFields.period(form.amount(), form.unit()).toDuration()),
        origin);
  }

  /**
   * Returns the request that changes a schedule. Only what the form shows changes: namespaces,
   * selectors and other fields of the template stay. Values that are equal to Velero's defaults are
   * not written if the template leaves them to Velero.
   */
  static ScheduleRequest change(ScheduleForm form, BackupSchedule schedule, RequestOrigin origin) {
    BackupSpec template = schedule.template();
    return new ScheduleRequest(
        schedule.metadata().namespace(),
        schedule.name(),
        BackupKind.CUSTOM,
        form.cronOrEmpty(),
        new BackupTemplate(
            template.includedNamespaces(),
            Map.of(),
            template.includeClusterResources(),
            Objects.requireNonNullElse(form.location(), ""),
            savesAllVolumes(form, template),
            template.snapshotVolumes(),
            timeToLive(form, template)),
        origin);
  }

  private static @Nullable Boolean savesAllVolumes(ScheduleForm form, BackupSpec template) {
    boolean isUnchanged =
        template.fsBackupByDefault() == null && !Boolean.TRUE.equals(form.allVolumes());
    return isUnchanged ? null : form.allVolumes();
  }

  private static @Nullable Duration timeToLive(ScheduleForm form, BackupSpec template) {
    Duration chosen = RetentionFields.period(form.amount(), form.unit()).toDuration();
    return chosen.equals(template.effectiveTtl()) ? null : chosen;
  }
}
