package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The volumes whose files a backup copies. */
final class VolumeSelection {

  /**
   * A volume of a running pod.
   *
   * @param claim the name of the volume claim; empty for emptyDir
   */
  record Volume(ObjectNode pod, String name, String claim) {
    String node() {
      return pod.path("spec").path("nodeName").asString("");
    }
  }

  private static final Set<String> NEVER =
      Set.of("hostPath", "secret", "configMap", "projected", "downwardAPI");
  private static final String OPT_IN = "backup.velero.io/backup-volumes";
  private static final String OPT_OUT = "backup.velero.io/backup-volumes-excludes";

  private final VeleroServerState state;

  VolumeSelection(VeleroServerState state) {
    this.state = state;
  }

  List<Volume> of(JsonNode backupSpec) {
    boolean all =
        backupSpec.path("defaultVolumesToFsBackup").asBoolean(false)
            || backupSpec.path("defaultVolumesToRestic").asBoolean(false);
    List<Volume> volumes = new ArrayList<>();
    for (ObjectNode pod : state.objects().list("pods", "")) {
      if (isIncluded(backupSpec, ObjectJson.namespace(pod))
          && VeleroServerState.phase(pod).equals("Running")) {
        addVolumes(pod, all, volumes);
      }
    }
    return volumes;
  }

  /** Whether the filters of a backup or restore include a namespace. */
  static boolean isIncluded(JsonNode spec, String namespace) {
    Set<String> included = strings(spec.path("includedNamespaces"));
    return (included.isEmpty() || included.contains("*") || included.contains(namespace))
        && !strings(spec.path("excludedNamespaces")).contains(namespace);
  }

  /** Whether a node runs a ready agent. */
  boolean hasAgent(String node) {
    return state.objects().list("pods", state.namespace()).stream()
        .filter(pod -> ObjectJson.label(pod, "name").equals(state.version().nodeAgent()))
        .filter(pod -> pod.path("spec").path("nodeName").asString("").equals(node))
        .anyMatch(pod -> VeleroServerState.phase(pod).equals("Running"));
  }

  private static void addVolumes(ObjectNode pod, boolean all, List<Volume> volumes) {
    Set<String> optIn = annotation(pod, OPT_IN);
    Set<String> optOut = annotation(pod, OPT_OUT);
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      String name = volume.path("name").asString("");
      boolean selected = all ? !optOut.contains(name) : optIn.contains(name);
      if (selected && NEVER.stream().noneMatch(volume::has)) {
        volumes.add(
            new Volume(
                pod, name, volume.path("persistentVolumeClaim").path("claimName").asString("")));
      }
    }
  }

  private static Set<String> annotation(ObjectNode pod, String name) {
    String value = pod.path("metadata").path("annotations").path(name).asString("");
    return Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  private static Set<String> strings(JsonNode array) {
    return array.valueStream().map(one -> one.asString("")).collect(Collectors.toSet());
  }
}
