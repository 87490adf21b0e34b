package dev.signalbox.velero.request;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.VeleroResource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A restore of a backup. Velero doesn't check that the backup has completed.
 *
 * @param namespaces none means all of the backup
 * @param excludedApp value of {@code app.kubernetes.io/name} whose objects are not restored, so
 *     that a restore doesn't replace the console that controls it; empty for none
 * @param safetyBackup backup that was taken before; empty for none
 */
public record RestoreRequest(
    Backup backup,
    List<String> namespaces,
    String excludedApp,
    String safetyBackup,
    boolean acceptsPartialBackup,
    RequestOrigin origin) {

  /** Resources that belong to the cluster or to Velero. */
  private static final List<String> EXCLUDED =
      List.of(
          "nodes",
          "events",
          "events.events.k8s.io",
          "backups.velero.io",
          "restores.velero.io",
          "resticrepositories.velero.io",
          "backuprepositories.velero.io");

  public RestoreRequest {
    SnapshotState state = backup.state();
    if (state != SnapshotState.COMPLETED
        && !(state == SnapshotState.PARTIAL && acceptsPartialBackup)) {
      throw new IllegalArgumentException("the backup can't be restored: " + state);
    }
  }

  /** Returns the Restore to create. */
  public ObjectNode json(VeleroCapabilities velero, Instant now) {
    ObjectNode restore = ResourceNode.of(VeleroResource.RESTORE, backup.metadata().namespace());
    ResourceNode.metadata(restore).put("name", VeleroNames.restore(backup.name(), now));
    ResourceNode.labels(restore, origin.labels(Map.of()));
    Map<String, String> annotations = new HashMap<>(origin.annotations());
    annotations.put(SignalboxLabels.SAFETY_BACKUP, safetyBackup);
    ResourceNode.annotations(restore, annotations);
    restore.set("spec", spec(velero));
    return restore;
  }

  private ObjectNode spec(VeleroCapabilities velero) {
    ObjectNode spec = ResourceNode.object();
    spec.put("backupName", backup.name());
    if (!namespaces.isEmpty()) {
      ResourceNode.putAll(spec, "includedNamespaces", namespaces);
    }
    ResourceNode.putAll(spec, "excludedResources", EXCLUDED);
    if (!excludedApp.isEmpty()) {
      ArrayNode expressions = spec.putObject("labelSelector").putArray("matchExpressions");
      ObjectNode expression = expressions.addObject();
      expression.put("key", "app.kubernetes.io/name");
      expression.put("operator", "NotIn");
      ResourceNode.putAll(expression, "values", List.of(excludedApp));
    }
    spec.put("restorePVs", true);
    spec.put("includeClusterResources", true);
    if (velero.has(VeleroField.EXISTING_RESOURCE_POLICY)) {
      spec.put("existingResourcePolicy", "none");
    }
    return spec;
  }
}
