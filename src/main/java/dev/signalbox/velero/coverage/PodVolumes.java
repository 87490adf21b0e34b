package dev.signalbox.velero.coverage;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.VeleroLabels;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A pod with its volumes.
 *
 * @param ownerKind kind of the controller, such as {@code StatefulSet}; empty without one
 */
public record PodVolumes(
    ResourceMetadata metadata,
    String phase,
    String node,
    String ownerKind,
    String ownerName,
    List<PodVolume> volumes) {

  /**
   * A volume of the pod.
   *
   * @param claim name of the claim; empty for other types
   */
  public record PodVolume(String name, VolumeType type, String claim) {}

  /** Types of volumes that Velero distinguishes. */
  public enum VolumeType {
    CLAIM("persistentVolumeClaim"),
    EMPTY_DIR("emptyDir"),
    HOST_PATH("hostPath"),
    CONFIG_MAP("configMap"),
    SECRET("secret"),
    PROJECTED("projected"),
    DOWNWARD_API("downwardAPI"),
    OTHER("");

    private final String field;

    VolumeType(String field) {
      this.field = field;
    }

    /** Returns whether Velero saves the files if the default is to save all volumes. */
    boolean isSavedByDefault() {
      return this == CLAIM || this == EMPTY_DIR || this == OTHER;
    }

    static VolumeType of(ResourceJson volume) {
      return Arrays.stream(values())
          .filter(type -> !type.field.isEmpty() && volume.at(type.field).isObject())
          .findFirst()
          .orElse(OTHER);
    }
  }

  /** Reads a Pod ({@code v1}). */
  public static PodVolumes read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson owner =
        json.items("metadata", "ownerReferences").stream()
            .filter(reference -> reference.isTrue("controller"))
            .findFirst()
            .orElse(ResourceJson.of(null));
    return new PodVolumes(
        ResourceMetadata.read(json),
        json.text("status", "phase"),
        json.text("spec", "nodeName"),
        owner.text("kind"),
        owner.text("name"),
        json.items("spec", "volumes").stream().map(PodVolumes::volume).toList());
  }

  private static PodVolume volume(ResourceJson volume) {
    return new PodVolume(
        volume.text("name"),
        VolumeType.of(volume),
        volume.text("persistentVolumeClaim", "claimName"));
  }

  public boolean isRunning() {
    return phase.equals("Running");
  }

  /** Returns the volumes of the opt-in annotation. */
  public List<String> optedIn() {
    return list(VeleroLabels.BACKUP_VOLUMES);
  }

  /** Returns the volumes of the opt-out annotation. */
  public List<String> optedOut() {
    return list(VeleroLabels.BACKUP_VOLUMES_EXCLUDES);
  }

  private List<String> list(String annotation) {
    return Arrays.stream(metadata.annotation(annotation).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
