package dev.signalbox.velero.coverage;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupOrigin;
import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.ClusterIdentity;
import dev.signalbox.velero.NodeAgent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which volumes backups were expected to save: those in the annotation of a backup, those that were
 * recorded while it ran, or for a backup of all volumes the claims that existed at its start. Not
 * thread-safe.
 */
public final class ExpectedVolumes {

  /** Imported backups may be of another cluster with other claims. */
  private static final ClusterIdentity UNKNOWN_CLUSTER = new ClusterIdentity("");

  private final Function<Backup, @Nullable List<ExpectedVolume>> recorded;
  private final List<VolumeClaim> claims;
  private final List<PodVolumes> pods;
  private final Map<BackupSpec, List<VolumeCoverage>> coverage = new HashMap<>();

  /**
   * @param recorded returns the recorded volumes of a backup, or null
   * @param claims the claims of the installation; empty if they are unknown
   * @param pods the pods of the installation; empty if they are unknown
   */
  public ExpectedVolumes(
      Function<Backup, @Nullable List<ExpectedVolume>> recorded,
      List<VolumeClaim> claims,
      List<PodVolumes> pods) {
    this.recorded = recorded;
    this.claims = claims;
    this.pods = pods;
  }

  /** Returns the expected volumes, or null if they are unknown. */
  public @Nullable List<ExpectedVolume> of(Backup backup) {
    @Nullable List<ExpectedVolume> annotated = ExpectedVolumesAnnotation.of(backup);
    if (annotated != null) {
      return annotated;
    }
    @Nullable List<ExpectedVolume> known = recorded.apply(backup);
    return known == null ? derived(backup) : known;
  }

  /** Of a backup of annotated volumes nothing is derived: the annotations may be newer than it. */
  private @Nullable List<ExpectedVolume> derived(Backup backup) {
    @Nullable Instant start = backup.status().startedAt();
    if (start == null
        || !Boolean.TRUE.equals(backup.spec().fsBackupByDefault())
        || backup.origin(UNKNOWN_CLUSTER) != BackupOrigin.THIS_CLUSTER) {
      return null;
    }
    List<VolumeCoverage> covered = covered(backup.spec());
    return covered.isEmpty()
        ? null
        : covered.stream()
            .filter(volume -> isOlder(volume.claim(), start))
            .map(ExpectedVolume::of)
            .toList();
  }

  private static boolean isOlder(VolumeClaim claim, Instant start) {
    @Nullable Instant created = claim.metadata().createdAt();
    return created != null && created.isBefore(start);
  }

  /** Returns the volumes that a backup is expected to save if it starts now. */
  public List<ExpectedVolume> expected(BackupSpec spec) {
    return covered(spec).stream().map(ExpectedVolume::of).toList();
  }

  private List<VolumeCoverage> covered(BackupSpec spec) {
    return coverage.computeIfAbsent(spec, this::cover);
  }

  /** A missing node agent is a reason why data is missing, not why it was not expected. */
  private List<VolumeCoverage> cover(BackupSpec spec) {
    List<NodeAgent> agents =
        pods.stream()
            .map(PodVolumes::node)
            .distinct()
            .map(node -> new NodeAgent("", node, true, ""))
            .toList();
    return CoverageReport.of(new CoverageInput(spec, Set.of(), claims, pods, agents)).saved();
  }
}
