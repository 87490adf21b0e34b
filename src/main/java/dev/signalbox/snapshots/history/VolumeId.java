package dev.signalbox.snapshots.history;

import dev.signalbox.velero.VolumeBackup;

/**
 * Identifies a volume across snapshots.
 *
 * @param volume name of the claim; for a volume without a claim, those of the workload and of the
 *     volume
 */
public record VolumeId(String namespace, String volume) implements Comparable<VolumeId> {

  /** Returns the volume of a volume backup. */
  public static VolumeId of(VolumeBackup volume) {
    return new VolumeId(
        volume.namespace(),
        volume.claim().isEmpty() ? volume.workload() + "/" + volume.volume() : volume.claim());
  }

  @Override
  public int compareTo(VolumeId other) {
    int order = namespace.compareTo(other.namespace);
    return order == 0 ? volume.compareTo(other.volume) : order;
  }
}
