package dev.signalbox.velero.request;

import dev.signalbox.velero.GoDuration;
import dev.signalbox.velero.VeleroCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup contains: {@code spec} of a Backup and {@code spec.template} of a Schedule.
 *
 * @param namespaces none means all
 * @param selector labels of the objects; none means all
 * @param includeClusterResources null leaves the decision to Velero
 * @param saveAllVolumes whether the files of all pod volumes are saved unless excluded; null leaves
 *     the decision to Velero
 * @param snapshotVolumes whether volume snapshots are taken; null leaves the decision to Velero
 * @param timeToLive null for the server's default
 */
public record BackupTemplate(
    List<String> namespaces,
    Map<String, String> selector,
    @Nullable Boolean includeClusterResources,
    String storageLocation,
    @Nullable Boolean saveAllVolumes,
    @Nullable Boolean snapshotVolumes,
    @Nullable Duration timeToLive) {

  /** Returns the specification with the field names of the installed Velero. */
  public ObjectNode json(VeleroCapabilities velero) {
    ObjectNode spec = ResourceNode.object();
    if (!namespaces.isEmpty()) {
      ResourceNode.putAll(spec, "includedNamespaces", namespaces);
    }
    if (!selector.isEmpty()) {
      ResourceNode.putAll(spec.putObject("labelSelector").putObject("matchLabels"), selector);
    }
    put(spec, "includeClusterResources", includeClusterResources);
    if (!storageLocation.isEmpty()) {
      spec.put("storageLocation", storageLocation);
    }
    if (timeToLive != null) {
      spec.put("ttl", GoDuration.format(timeToLive));
    }
    // also false, because the default of the server may be true
    put(spec, velero.fsBackupField(), saveAllVolumes);
    put(spec, "snapshotVolumes", snapshotVolumes);
    return spec;
  }

  private static void put(ObjectNode spec, String field, @Nullable Boolean value) {
    if (value != null) {
      spec.put(field, value);
    }
  }
}
