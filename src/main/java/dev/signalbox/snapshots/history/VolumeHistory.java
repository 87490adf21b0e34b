package dev.signalbox.snapshots.history;

import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.storage.VolumeGrowth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sizes and growth of volumes, from the snapshots that were recorded. Thread-safe. */
@Component
public class VolumeHistory {

  /** Sizes of a volume that are shown, and from which its growth is estimated. */
  static final int MAX_SIZES = 120;

  private static final Duration MAX_AGE = Duration.ofSeconds(30);

  private final VolumeSizeRepository sizes;
  private final VeleroState velero;
  private final Clock clock;
  private volatile @Nullable Loaded loaded;

  VolumeHistory(VolumeSizeRepository sizes, VeleroState velero, Clock clock) {
    this.sizes = sizes;
    this.velero = velero;
    this.clock = clock;
  }

  /**
   * What is known about a volume.
   *
   * @param sizes newest first; empty if no snapshot contains it
   * @param capacity bytes of its claim; null if the claim doesn't exist or its size is unknown
   * @param exists whether the claim exists
   * @param growth null if there are not enough sizes
   */
  record VolumeTrend(
      VolumeId volume,
      List<RecordedVolumeSize> sizes,
      @Nullable Long capacity,
      boolean exists,
      @Nullable VolumeGrowth growth) {}

  private record Loaded(Instant at, Map<VolumeId, List<RecordedVolumeSize>> sizes) {}

  /** Returns the growth of a volume, or null if there are not enough sizes. */
  public @Nullable VolumeGrowth growth(VolumeId volume) {
    return trend(volume, recorded().getOrDefault(volume, List.of())).growth();
  }

  /** Returns all volumes: those of the claims, and those of which only snapshots remain. */
  List<VolumeTrend> trends() {
    SequencedMap<VolumeId, List<RecordedVolumeSize>> all = new TreeMap<>(recorded());
    velero
        .claims()
        .forEach(
            claim -> all.putIfAbsent(new VolumeId(claim.namespace(), claim.name()), List.of()));
    return all.entrySet().stream().map(one -> trend(one.getKey(), one.getValue())).toList();
  }

  /** Returns one volume, or empty if it neither exists nor is in a recorded snapshot. */
  Optional<VolumeTrend> trend(VolumeId volume) {
    VolumeTrend trend =
        trend(volume, sizes.newestOf(volume.namespace(), volume.volume(), MAX_SIZES));
    return trend.exists() || !trend.sizes().isEmpty() ? Optional.of(trend) : Optional.empty();
  }

  private VolumeTrend trend(VolumeId volume, List<RecordedVolumeSize> recorded) {
    Optional<VolumeClaim> claim =
        velero.claims().stream()
            .filter(one -> one.namespace().equals(volume.namespace()))
            .filter(one -> one.name().equals(volume.volume()))
            .findFirst();
    @Nullable Long capacity = claim.map(VolumeClaim::capacity).orElse(null);
    return new VolumeTrend(
        volume,
        recorded,
        capacity,
        claim.isPresent(),
        VolumeGrowth.of(recorded.stream().map(RecordedVolumeSize::size).toList(), capacity));
  }

  private Map<VolumeId, List<RecordedVolumeSize>> recorded() {
    Instant now = clock.instant();
    @Nullable Loaded known = loaded;
    if (known != null && Duration.between(known.at(), now).abs().compareTo(MAX_AGE) < 0) {
      return known.sizes();
    }
    Map<VolumeId, List<RecordedVolumeSize>> byVolume = new LinkedHashMap<>();
    for (RecordedVolumeSize size : sizes.newest(MAX_SIZES)) {
      byVolume.computeIfAbsent(size.volume(), unused -> new ArrayList<>()).add(size);
    }
    loaded = new Loaded(now, byVolume);
    return byVolume;
  }
}
