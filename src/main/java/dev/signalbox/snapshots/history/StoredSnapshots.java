package dev.signalbox.snapshots.history;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.coverage.ExpectedVolume;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.state.RecordedBackups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The recorded snapshots in memory. Each instance loads what other instances record. */
@Component
class StoredSnapshots implements RecordedBackups {

  /** Transactions of other instances may end later than newer ones. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  /** Longer than the period in which missed runs are counted. */
  private static final Duration RUNS = Duration.ofDays(8);

  private final SnapshotRecordRepository records;
  private final Clock clock;
  private final Map<String, List<ExpectedVolume>> expectedVolumes = new ConcurrentHashMap<>();
  private volatile Map<String, List<Instant>> runs = Map.of();
  private Instant loadedTo = Instant.EPOCH;

  StoredSnapshots(SnapshotRecordRepository records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  @Override
  public @Nullable List<ExpectedVolume> expected(Backup backup) {
    return expectedVolumes.get(backup.uid());
  }

  @Override
  public List<Instant> runs(String schedule) {
    return runs.getOrDefault(schedule, List.of());
  }

  /** Loads what was recorded since the last call. */
  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT5S")
  synchronized void load() {
    for (SnapshotRecord one :
        records.findByExpectedNotNullAndRecordedAtGreaterThanEqual(loadedTo)) {
      @Nullable List<ExpectedVolume> expected =
          ExpectedVolumesAnnotation.parse(Objects.requireNonNullElse(one.expected(), ""));
      if (expected != null) {
        expectedVolumes.put(one.backupUid(), expected);
      }
      Instant next = one.recordedAt().minus(OVERLAP);
      loadedTo = next.isAfter(loadedTo) ? next : loadedTo;
    }
    runs =
        records
            .findByScheduleNotAndStartedAtGreaterThanEqual("", clock.instant().minus(RUNS))
            .stream()
            .collect(
                Collectors.groupingBy(
                    SnapshotRecord::schedule,
                    Collectors.mapping(SnapshotRecord::start, Collectors.toUnmodifiableList())));
  }
}
