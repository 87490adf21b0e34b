package dev.signalbox.velero.logs;

import dev.signalbox.velero.ResourceJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the file of volume infos, which Velero writes since 1.13.
 *
 * @param size bytes; null for a native snapshot or if it isn't recorded
 * @param incrementalSize bytes that were uploaded; null if it isn't recorded
 */
public record VolumeInfo(
    String namespace,
    String claim,
    Method method,
    boolean skipped,
    String skippedReason,
    boolean succeeded,
    @Nullable Long size,
    @Nullable Long incrementalSize,
    String volume) {

  /** {@code backupMethod} of an entry. */
  public enum Method {
    NATIVE_SNAPSHOT("nativeSnapshotInfo"),
    POD_VOLUME_BACKUP("pvbInfo"),
    CSI_SNAPSHOT("csiSnapshotInfo"),
    UNKNOWN("");

    private final String details;

    Method(String details) {
      this.details = details;
    }

    static Method of(String text) {
      return switch (text) {
        case "NativeSnapshot" -> NATIVE_SNAPSHOT;
        case "PodVolumeBackup" -> POD_VOLUME_BACKUP;
        case "CSISnapshot" -> CSI_SNAPSHOT;
        default -> UNKNOWN;
      };
    }
  }

  /** Reads the file, a list of entries; other elements are skipped. */
  public static List<VolumeInfo> read(JsonNode file) {
    List<VolumeInfo> infos = new ArrayList<>();
    for (ResourceJson entry : ResourceJson.of(file).items()) {
      if (entry.isObject()) {
        infos.add(entry(entry));
      }
    }
    return List.copyOf(infos);
  }

  public boolean isSaved() {
    return !skipped && succeeded;
  }

  private static VolumeInfo entry(ResourceJson entry) {
    Method method = Method.of(entry.text("backupMethod"));
    ResourceJson details = entry.at(method.details);
    ResourceJson moved = entry.at("snapshotDataMovementInfo");
    String result = entry.text("result");
    return new VolumeInfo(
        entry.text("pvcNamespace"),
        entry.text("pvcName"),
        method,
        entry.isTrue("skipped"),
        entry.text("skippedReason"),
        // entries of Velero 1.13 have no result
        result.isEmpty() || result.equals("succeeded"),
        moved.isObject() ? moved.optionalNumber("size") : details.optionalNumber("size"),
        moved.isObject()
            ? moved.optionalNumber("incrementalSize")
            : details.optionalNumber("incrementalSize"),
        details.text("volumeName"));
  }
}
