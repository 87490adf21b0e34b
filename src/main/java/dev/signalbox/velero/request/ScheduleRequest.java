package dev.signalbox.velero.request;

import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroResource;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schedule to create, and changes of one.
 *
 * @param namespace namespace of Velero
 * @param cron checked by {@link dev.signalbox.velero.schedule.cron.CronCheck}
 */
public record ScheduleRequest(
    String namespace,
    String name,
    BackupKind kind,
    String cron,
    BackupTemplate content,
    RequestOrigin origin) {

  /** Returns the Schedule to create. Its first run is at its next time, not immediately. */
  public ObjectNode json(VeleroCapabilities velero) {
    ObjectNode schedule = ResourceNode.of(VeleroResource.SCHEDULE, namespace);
    ResourceNode.metadata(schedule).put("name", name);
    ResourceNode.labels(
        schedule, origin.labels(Map.of(SignalboxLabels.KIND, BackupRequest.label(kind))));
    ResourceNode.annotations(schedule, origin.annotations());
    ObjectNode spec = schedule.putObject("spec");
    spec.put("schedule", cron);
    // otherwise deleting the schedule would delete the Backup objects, but not their files
    spec.put("useOwnerReferencesInBackup", false);
    if (velero.has(VeleroField.PAUSED)) {
      spec.put("paused", false);
    }
    spec.set("template", content.json(velero));
    return schedule;
  }

  /**
   * Returns the merge patch that changes times and content. What the content leaves to Velero stays
   * as it is, except for an empty storage location, which selects the default one. The next run
   * isn't started immediately if Velero can skip it; without that field, a schedule whose new times
   * are past since the last backup runs within a minute.
   */
  public ObjectNode changes(VeleroCapabilities velero) {
    ObjectNode patch = ResourceNode.object();
    ObjectNode spec = patch.putObject("spec");
    spec.put("schedule", cron);
    ObjectNode template = content.json(velero);
    if (content.storageLocation().isEmpty()) {
      template.putNull("storageLocation");
    }
    spec.set("template", template);
    return skipping(patch, velero);
  }

  /**
   * Returns the merge patch that pauses or resumes a schedule.
   *
   * @throws IllegalArgumentException if Velero can't pause schedules (before 1.10)
   */
  public static ObjectNode pause(boolean paused, VeleroCapabilities velero) {
    if (!velero.has(VeleroField.PAUSED)) {
      throw new IllegalArgumentException("this Velero can't pause schedules");
    }
    ObjectNode patch = ResourceNode.object();
    patch.putObject("spec").put("paused", paused);
    return paused ? patch : skipping(patch, velero);
  }

  private static ObjectNode skipping(ObjectNode patch, VeleroCapabilities velero) {
    if (velero.has(VeleroField.SKIP_IMMEDIATELY)) {
      patch.withObject("/spec").put("skipImmediately", true);
    }
    return patch;
  }
}
