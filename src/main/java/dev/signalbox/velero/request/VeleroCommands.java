package dev.signalbox.velero.request;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.GoDuration;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.web.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commands of the velero CLI with the same effect as an action of the console. Values are quoted
 * for a shell.
 */
public final class VeleroCommands {

  private VeleroCommands() {}

  /**
   * Returns the command that takes a backup.
   *
   * @param name name of the backup, because the CLI generates none
   */
  public static String createBackup(BackupRequest request, String name, VeleroCapabilities velero) {
    List<String> words = words("velero", "backup", "create", name);
    addContent(words, request.content(), velero);
    addLabels(words, request.labels());
    return line(words, request.namespace());
  }

  public static String createSchedule(ScheduleRequest request, VeleroCapabilities velero) {
    List<String> words = words("velero", "schedule", "create", request.name());
    option(words, "--schedule", request.cron());
    addContent(words, request.content(), velero);
    return line(words, request.namespace());
  }

  public static String describeBackup(Backup backup) {
    return line(
        words("velero", "backup", "describe", backup.name(), "--details"),
        backup.metadata().namespace());
  }

  public static String backupLogs(Backup backup) {
    return line(words("velero", "backup", "logs", backup.name()), backup.metadata().namespace());
  }

  /** Returns the command that deletes a backup with its files, without a prompt. */
  public static String deleteBackup(Backup backup) {
    return line(
        words("velero", "backup", "delete", backup.name(), "--confirm"),
        backup.metadata().namespace());
  }

  /**
   * Returns the command that restores a backup.
   *
   * @param name name of the restore
   * @param namespaces none means all of the backup
   * @param excludedApp value of {@code app.kubernetes.io/name} whose objects are not restored;
   *     empty for none
   */
  public static String createRestore(
      Backup backup, String name, List<String> namespaces, String excludedApp) {
    List<String> words = words("velero", "restore", "create", name);
    option(words, "--from-backup", backup.name());
    if (!namespaces.isEmpty()) {
      option(words, "--include-namespaces", String.join(",", namespaces));
    }
    words.add("--include-cluster-resources=true");
    words.add("--restore-volumes=true");
    if (!excludedApp.isEmpty()) {
      option(words, "--selector", "app.kubernetes.io/name!=" + excludedApp);
    }
    return line(words, backup.metadata().namespace());
  }

  public static String restoreLogs(Restore restore) {
    return line(
        words("velero", "restore", "logs", restore.metadata().name()),
        restore.metadata().namespace());
  }

  public static String describeRestore(Restore restore) {
    return line(
        words("velero", "restore", "describe", restore.metadata().name(), "--details"),
        restore.metadata().namespace());
  }

  private static void addContent(
      List<String> words, BackupTemplate content, VeleroCapabilities velero) {
    if (!content.namespaces().isEmpty()) {
      option(words, "--include-namespaces", String.join(",", content.namespaces()));
    }
    if (!content.selector().isEmpty()) {
      option(words, "--selector", pairs(content.selector()));
    }
    if (content.includeClusterResources() != null) {
      words.add("--include-cluster-resources=" + content.includeClusterResources());
    }
    if (!content.storageLocation().isEmpty()) {
      option(words, "--storage-location", content.storageLocation());
    }
    if (content.timeToLive() != null) {
      option(words, "--ttl", GoDuration.format(content.timeToLive()));
    }
    String files =
        velero.fsBackupField().equals("defaultVolumesToFsBackup") ? "fs-backup" : "restic";
    if (content.saveAllVolumes() != null) {
      words.add("--default-volumes-to-" + files + "=" + content.saveAllVolumes());
    }
    if (content.snapshotVolumes() != null) {
      words.add("--snapshot-volumes=" + content.snapshotVolumes());
    }
  }

  private static void addLabels(List<String> words, Map<String, String> labels) {
    Map<String, String> present = new TreeMap<>(labels);
    present.values().removeIf(String::isEmpty);
    if (!present.isEmpty()) {
      option(words, "--labels", pairs(present));
    }
  }

  private static String pairs(Map<String, String> values) {
    return String.join(
        ",",
        new TreeMap<>(values)
            .entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
  }

  private static void option(List<String> words, String name, String value) {
    words.add(name);
    words.add(value);
  }

  private static List<String> words(String... words) {
    return new ArrayList<>(List.of(words));
  }

  /** Quotes the words; options are written by this class. */
  private static String line(List<String> words, String namespace) {
    List<String> quoted = new ArrayList<>();
    words.forEach(word -> quoted.add(word.startsWith("--") ? word : ShellQuoting.of(word)));
    quoted.add("--namespace");
    quoted.add(ShellQuoting.of(namespace));
    return String.join(" ", quoted);
  }
}
