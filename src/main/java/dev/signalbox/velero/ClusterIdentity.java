package dev.signalbox.velero;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that Signalbox is connected to.
 *
 * @param version git version of its API server, such as {@code v1.34.1-eks-c39b1d0}; empty if
 *     unknown
 */
public record ClusterIdentity(String version) {

  private static final Pattern MINOR = Pattern.compile("v?1\\.(\\d{1,4})(?!\\d).*");

  /** The distribution follows the version: {@code -eks-…}, {@code -gke.…}, {@code +k3s1}. */
  private static final Pattern DISTRIBUTION = Pattern.compile("v?[0-9.]+[-+]([a-z]+).*");

  /** The clocks of the API server and of Velero may differ. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /**
   * Returns the identity of a cluster of which only the version is known.
   *
   * @param version null if unknown
   */
  public static ClusterIdentity ofVersion(@Nullable String version) {
    return new ClusterIdentity(version == null ? "" : version);
  }

  /**
   * Returns the origin of a backup. Velero starts a backup after its object was created, but
   * imports one from the object storage after its end: its object is then newer than its start. An
   * imported backup is from another cluster if that had another distribution or a newer Kubernetes,
   * because clusters aren't downgraded.
   */
  BackupOrigin originOf(ResourceMetadata backup, @Nullable Instant startedAt) {
    @Nullable Instant created = backup.createdAt();
    if (created != null && startedAt != null && !created.isAfter(startedAt.plus(SKEW))) {
      return BackupOrigin.THIS_CLUSTER;
    }
    int source = minorVersion(backup);
    int minor = minor(version);
    if (source > 0 && minor > 0 && source > minor) {
      return BackupOrigin.OTHER_CLUSTER;
    }
    String sourceVersion = backup.annotation(VeleroLabels.SOURCE_CLUSTER_GIT_VERSION);
    return sourceVersion.isEmpty()
            || version.isEmpty()
            || distribution(sourceVersion).equals(distribution(version))
        ? BackupOrigin.UNKNOWN
        : BackupOrigin.OTHER_CLUSTER;
  }

  /** Returns the Kubernetes minor version that the backup was taken on, or 0. */
  public static int minorVersion(ResourceMetadata backup) {
    // cloud providers append a plus sign, as in 27+
    String text = backup.annotation(VeleroLabels.SOURCE_CLUSTER_MINOR).replaceAll("[^0-9].*$", "");
    return text.isEmpty() || text.length() > 4 ? 0 : Integer.parseInt(text);
  }

  private static int minor(String version) {
    Matcher matcher = MINOR.matcher(version);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static String distribution(String version) {
    Matcher matcher = DISTRIBUTION.matcher(version);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
