package dev.signalbox.backupstorage.setup;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A release of Velero that the velero CLI installs. The flags of the CLI depend on its version;
 * what the cluster supports is derived from its resources instead.
 *
 * @param minor 6 to 18
 */
record VeleroRelease(int minor) {

  /** The release of the operations guide of CircleCI server 3. */
  static final int MIN = 6;

  static final int MAX = 18;

  /** Can restore the backups of restic, and stores with kopia. */
  static final VeleroRelease DEFAULT = new VeleroRelease(14);

  /** Renamed restic to node agent, and added kopia. */
  private static final int NODE_AGENT = 10;

  /** The plugins for AWS and GCP have their own minor version since Velero 1.6. */
  private static final int PLUGIN_OFFSET = 4;

  private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(?:\\..*)?");

  /** Returns a release such as {@code 1.14} or {@code v1.14.1}, or the default one. */
  static VeleroRelease of(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return DEFAULT;
    }
    int minor = Integer.parseInt(matcher.group(1));
    return new VeleroRelease(Math.max(MIN, Math.min(MAX, minor)));
  }

  /** Returns all releases, newest first. */
  static List<String> names() {
    return IntStream.rangeClosed(MIN, MAX)
        .mapToObj(one -> new VeleroRelease(MAX + MIN - one).name())
        .toList();
  }

  String name() {
    return "1." + minor;
  }

  /** Returns the image of the plugin for {@code aws} or {@code gcp}. */
  String pluginImage(String plugin) {
    return "velero/velero-plugin-for-" + plugin + ":v1." + (minor - PLUGIN_OFFSET) + ".0";
  }

  /** Returns the options of {@code velero install} that save the files of volumes. */
  List<String> fileBackupOptions() {
    return minor < NODE_AGENT
        ? List.of("--use-restic")
        : List.of("--use-node-agent", "--uploader-type kopia");
  }

  /** Returns the name of the DaemonSet. */
  String nodeAgent() {
    return minor < NODE_AGENT ? "restic" : "node-agent";
  }
}
