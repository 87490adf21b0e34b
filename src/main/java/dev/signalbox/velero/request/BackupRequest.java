package dev.signalbox.velero.request;

import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroLabels;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.VeleroResource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A backup that a user or a restore requests.
 *
 * @param namespace namespace of Velero
 * @param prefix start of the generated name, such as {@code instance}
 */
public record BackupRequest(
    String namespace,
    String prefix,
    BackupKind kind,
    BackupTrigger trigger,
    BackupTemplate content,
    RequestOrigin origin) {

  /** Returns the Backup to create. */
  public ObjectNode json(VeleroCapabilities velero) {
    ObjectNode backup = ResourceNode.of(VeleroResource.BACKUP, namespace);
    ResourceNode.metadata(backup).put("generateName", VeleroNames.generateName(prefix));
    ResourceNode.labels(backup, origin.labels(labels()));
    ResourceNode.annotations(backup, origin.annotations());
    backup.set("spec", content.json(velero));
    return backup;
  }

  Map<String, String> labels() {
    return Map.of(
        SignalboxLabels.KIND, label(kind),
        SignalboxLabels.TRIGGER, trigger.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the Backup that runs a schedule now, as {@code velero backup create --from-schedule}
   * does: template, labels and annotations are those of the schedule.
   */
  public static ObjectNode ofSchedule(BackupSchedule schedule, RequestOrigin origin, Instant now) {
    ObjectNode backup = ResourceNode.of(VeleroResource.BACKUP, schedule.metadata().namespace());
    ResourceNode.metadata(backup).put("name", VeleroNames.scheduledBackup(schedule.name(), now));
    Map<String, String> labels =
        new HashMap<>(
            schedule.templateLabels().isEmpty()
                ? schedule.metadata().labels()
                : schedule.templateLabels());
    labels.put(VeleroLabels.SCHEDULE_NAME, VeleroNames.labelValue(schedule.name()));
    labels.put(SignalboxLabels.TRIGGER, "manual");
    ResourceNode.labels(backup, origin.labels(labels));
    Map<String, String> annotations = new HashMap<>(schedule.metadata().annotations());
    annotations.putAll(origin.annotations());
    ResourceNode.annotations(backup, annotations);
    backup.set(
        "spec",
        schedule.templateJson() instanceof ObjectNode template
            ? template.deepCopy()
            : ResourceNode.object());
    return backup;
  }

  static String label(BackupKind kind) {
    return kind == BackupKind.CUSTOM ? "" : kind.name().toLowerCase(Locale.ROOT);
  }
}
