package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the files of a backup to the object store. */
final class BackupFiles {

  private final VeleroServerState state;

  BackupFiles(VeleroServerState state) {
    this.state = state;
  }

  /** Returns the folder of a backup or restore, such as {@code backups/instance-x/}. */
  static String folder(String kind, String name) {
    return kind + "/" + name + "/";
  }

  /** Returns the key of a file for a kind of DownloadRequest. */
  static Optional<String> key(String kind, String name) {
    String backup = folder("backups", name) + name;
    String restore = folder("restores", name) + "restore-" + name;
    return Optional.ofNullable(
        switch (kind) {
          case "BackupLog" -> backup + "-logs.gz";
          case "BackupContents" -> backup + ".tar.gz";
          case "BackupVolumeSnapshots" -> backup + "-volumesnapshots.json.gz";
          case "BackupResourceList" -> backup + "-resource-list.json.gz";
          case "BackupResults" -> backup + "-results.gz";
          case "BackupVolumeInfos" -> backup + "-volumeinfo.json.gz";
          case "BackupItemOperations" -> backup + "-itemoperations.json.gz";
          case "CSIBackupVolumeSnapshots" -> backup + "-csi-volumesnapshots.json.gz";
          case "CSIBackupVolumeSnapshotContents" -> backup + "-csi-volumesnapshotcontents.json.gz";
          case "RestoreLog" -> restore + "-logs.gz";
          case "RestoreResults" -> restore + "-results.gz";
          case "RestoreResourceList" -> restore + "-resource-list.json.gz";
          case "RestoreVolumeInfo" -> restore + "-volumeinfo.json.gz";
          default -> null;
        });
  }

  /** Writes the files of several backups of the current objects. */
  void writeAll(List<ObjectNode> backups) {
    Set<String> existing = namespaces();
    Map<Set<String>, byte[]> archives = new HashMap<>();
    for (ObjectNode backup : backups) {
      Set<String> included =
          existing.stream()
              .filter(namespace -> VolumeSelection.isIncluded(backup.path("spec"), namespace))
              .collect(Collectors.toSet());
      write(
          backup,
          archives.computeIfAbsent(
              included, namespaces -> FakeObjectStore.gzip(archive(namespaces))));
    }
  }

  private void write(JsonNode backup, byte[] archive) {
    String name = ObjectJson.name(backup);
    put("BackupLog", name, log(backup));
    key("BackupContents", name).ifPresent(key -> state.store().put(key, archive));
    put("BackupVolumeSnapshots", name, "[]");
    put("BackupResourceList", name, resourceList(backup));
    if (state.version().hasNodeAgent()) {
      put("BackupResults", name, results(backup).toString());
      put("BackupVolumeInfos", name, volumeInfos(backup).toString());
      put("BackupItemOperations", name, "[]");
    }
  }

  private void put(String kind, String name, String content) {
    key(kind, name).ifPresent(key -> state.store().putGzip(key, content));
  }

  private String log(JsonNode backup) {
    String name = state.namespace() + "/" + ObjectJson.name(backup);
    String time = backup.at("/status/startTimestamp").asString("");
    StringBuilder log = new StringBuilder();
    line(log, time, "info", "Setting up backup temp file", "backup=" + name);
    line(log, time, "info", "Backing up item", "backup=" + name + " namespace=circleci-server");
    for (ObjectNode pvb : podVolumeBackups(backup)) {
      String volume = pvb.at("/spec/volume").asString("");
      boolean failed = VeleroServerState.phase(pvb).equals("Failed");
      line(
          log,
          time,
          failed ? "error" : "info",
          failed ? "Error backing up item" : "Backed up volume " + volume,
          "backup="
              + name
              + " name="
              + pvb.at("/spec/pod/name").asString("")
              + (failed ? " error=\"" + pvb.at("/status/message").asString("") + "\"" : ""));
    }
    line(log, time, "info", "Backed up a total of items", "backup=" + name + " progress=");
    return log.toString();
  }

  private static void line(StringBuilder log, String time, String level, String text, String rest) {
    log.append("time=\"%s\" level=%s msg=\"%s\" %s%n".formatted(time, level, text, rest));
  }

  private ObjectNode results(JsonNode backup) {
    ObjectNode results = emptyResults();
    if (results.path("warnings").path("velero") instanceof ArrayNode warnings) {
      for (int i = 0; i < backup.at("/status/warnings").asInt(0); i++) {
        warnings.add(
            "resource: /pods name: /frontend message: /volume tmp-%d is not mounted by a container"
                .formatted(i));
      }
    }
    if (results.path("errors").path("namespaces") instanceof ObjectNode namespaces) {
      for (ObjectNode pvb : podVolumeBackups(backup)) {
        if (VeleroServerState.phase(pvb).equals("Failed")) {
          String namespace = pvb.at("/spec/pod/namespace").asString("");
          ArrayNode list =
              namespaces.path(namespace) instanceof ArrayNode existing
                  ? existing
                  : namespaces.putArray(namespace);
          list.add(
              "resource: /pods name: /%s message: /Error backing up item error: /%s"
                  .formatted(
                      pvb.at("/spec/pod/name").asString(""),
                      pvb.at("/status/message").asString("")));
        }
      }
      volumesWithoutAgent(backup)
          .forEach(
              volume -> {
                String namespace = ObjectJson.namespace(volume.pod());
                ArrayNode list =
                    namespaces.path(namespace) instanceof ArrayNode existing
                        ? existing
                        : namespaces.putArray(namespace);
                list.add(
                    ("resource: /pods name: /%s message: /Error backing up item error: /daemonset"
                            + " pod not found in running state in node %s")
                        .formatted(ObjectJson.name(volume.pod()), volume.node()));
              });
    }
    return results;
  }

  /** Returns the claims that the backup selected but did not save, for lack of a node agent. */
  private List<VolumeSelection.Volume> volumesWithoutAgent(JsonNode backup) {
    if (!VeleroServerState.phase(backup).equals("PartiallyFailed")) {
      return List.of();
    }
    Set<String> saved =
        podVolumeBackups(backup).stream()
            .map(pvb -> pvb.at("/spec/pod/uid").asString(""))
            .collect(Collectors.toSet());
    return new VolumeSelection(state)
        .of(backup.path("spec")).stream()
            .filter(volume -> !volume.claim().isEmpty())
            .filter(volume -> !saved.contains(ObjectJson.uid(volume.pod())))
            .toList();
  }

  /** Returns results without errors and warnings. */
  static ObjectNode emptyResults() {
    ObjectNode results = JsonNodeFactory.instance.objectNode();
    for (String level : new String[] {"errors", "warnings"}) {
      ObjectNode group = results.putObject(level);
      group.putArray("velero");
      group.putArray("cluster");
      group.putObject("namespaces");
    }
    return results;
  }

  private ArrayNode volumeInfos(JsonNode backup) {
    ArrayNode infos = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode pvb : podVolumeBackups(backup)) {
      ObjectNode info = infos.addObject();
      info.put(
              "pvcName",
              pvb.path("metadata").path("annotations").path("velero.io/pvc-name").asString(""))
          .put("pvcNamespace", pvb.at("/spec/pod/namespace").asString(""))
          .put("backupMethod", "PodVolumeBackup")
          .put("skipped", false)
          .put("result", VeleroServerState.phase(pvb).equals("Completed") ? "succeeded" : "failed");
      info.putObject("pvbInfo")
          .put("size", pvb.at("/status/progress/totalBytes").asLong(0))
          .put("podName", pvb.at("/spec/pod/name").asString(""))
          .put("podNamespace", pvb.at("/spec/pod/namespace").asString(""))
          .put("volumeName", pvb.at("/spec/volume").asString(""))
          .put("nodeName", pvb.at("/spec/node").asString(""))
          .put("uploaderType", "kopia")
          .put("snapshotHandle", pvb.at("/status/snapshotID").asString(""));
    }
    return infos;
  }

  private String resourceList(JsonNode backup) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    for (String resource : BackedUpObjects.RESOURCES) {
      for (ObjectNode object : state.objects().list(resource, "")) {
        String namespace = ObjectJson.namespace(object);
        if (VolumeSelection.isIncluded(backup.path("spec"), namespace)) {
          String kind =
              object.path("apiVersion").asString("") + "/" + object.path("kind").asString("");
          ArrayNode names =
              list.path(kind) instanceof ArrayNode known ? known : list.putArray(kind);
          names.add(namespace + "/" + ObjectJson.name(object));
        }
      }
    }
    return list.toString();
  }

  private Set<String> namespaces() {
    return BackedUpObjects.RESOURCES.stream()
        .flatMap(resource -> state.objects().list(resource, "").stream())
        .map(ObjectJson::namespace)
        .collect(Collectors.toSet());
  }

  /** Returns the manifests of some namespaces as a tar archive, with one file per object. */
  private byte[] archive(Set<String> namespaces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String resource : BackedUpObjects.RESOURCES) {
        for (ObjectNode object : state.objects().list(resource, "")) {
          String namespace = ObjectJson.namespace(object);
          if (namespaces.contains(namespace)) {
            byte[] manifest = object.toString().getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry =
                new TarArchiveEntry(
                    "resources/%s/namespaces/%s/%s.json"
                        .formatted(resource, namespace, ObjectJson.name(object)));
            entry.setSize(manifest.length);
            tar.putArchiveEntry(entry);
            tar.write(manifest);
            tar.closeArchiveEntry();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the log and the results of a restore. */
  void writeRestore(JsonNode restore, List<String> warnings) {
    String name = ObjectJson.name(restore);
    ObjectNode results = emptyResults();
    if (results.at("/warnings/cluster") instanceof ArrayNode list) {
      warnings.forEach(list::add);
    }
    put("RestoreResults", name, results.toString());
    put(
        "RestoreLog",
        name,
        "time=\"%s\" level=info msg=\"starting restore\" restore=%s/%s\n"
            .formatted(state.time(state.now()), state.namespace(), name));
  }

  private List<ObjectNode> podVolumeBackups(JsonNode backup) {
    return state.list("podvolumebackups", VeleroServerState.BACKUP_UID, ObjectJson.uid(backup));
  }
}
