package dev.signalbox.sandbox.velero;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a test or the sandbox decides about the behavior of {@link FakeVelero}. */
public final class VeleroControls {

  /** How a backup ends. */
  public enum Outcome {
    /** Completed, with the data of all selected volumes. */
    COMPLETED,
    /** One item and one volume fail. */
    PARTIALLY_FAILED,
    /** The server fails to upload the backup. */
    FAILED,
    /** A volume fails although the phase becomes Completed, as in velero#6212. */
    COMPLETED_WITHOUT_A_VOLUME,
    /** The first volume makes no progress after half of its bytes. */
    STALLED
  }

  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Long> volumeBytes = new ConcurrentHashMap<>();
  private final Map<String, String> locationErrors = new ConcurrentHashMap<>();
  private final Set<String> plugins = new CopyOnWriteArraySet<>(Set.of("velero.io/aws"));
  private final AtomicInteger stuckDeletions = new AtomicInteger();
  private volatile @Nullable String deletionError;
  private volatile boolean downloadsProcessed = true;
  private volatile boolean stopped;
  private volatile long bytesPerSecond = 50L << 20;

  /** Decides how the backups whose name starts as given end. Default: completed. */
  public void setOutcome(String namePrefix, Outcome outcome) {
    outcomes.put(namePrefix, outcome);
  }

  /** Sets the used bytes of a volume claim. Default: two fifths of the requested size. */
  public void setVolumeBytes(String claim, long bytes) {
    volumeBytes.put(claim, bytes);
  }

  /** Sets the upload rate of each volume. Default: 50 MiB/s. */
  public void setBytesPerSecond(long rate) {
    bytesPerSecond = rate;
  }

  /** Has the validation of a storage location fail with a message; null removes the failure. */
  public void setLocationError(String location, @Nullable String message) {
    if (message == null) {
      locationErrors.remove(location);
    } else {
      locationErrors.put(location, message);
    }
  }

  /** Installs the plugin for an object store, such as {@code velero.io/gcp}. */
  public void installPlugin(String name) {
    plugins.add(name);
  }

  Set<String> plugins() {
    return plugins;
  }

  /** Has the next deletions stay in progress, as after a restart of the server. */
  public void stickDeletions(int count) {
    stuckDeletions.set(count);
  }

  /** Has deletions end with an error and the backup in phase Deleting; null ends that. */
  public void setDeletionError(@Nullable String message) {
    deletionError = message;
  }

  /** Whether download requests are processed at all. */
  public void setDownloadsProcessed(boolean processed) {
    downloadsProcessed = processed;
  }

  /** Restores the defaults. */
  public void reset() {
    outcomes.clear();
    volumeBytes.clear();
    locationErrors.clear();
    plugins.retainAll(Set.of("velero.io/aws"));
    stuckDeletions.set(0);
    deletionError = null;
    downloadsProcessed = true;
    stopped = false;
    bytesPerSecond = 50L << 20;
  }

  Outcome outcome(String backup) {
    return outcomes.entrySet().stream()
        .filter(entry -> backup.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Outcome.COMPLETED);
  }

  long volumeBytes(String claim, long otherwise) {
    return volumeBytes.getOrDefault(claim, otherwise);
  }

  long bytesPerSecond() {
    return bytesPerSecond;
  }

  @Nullable String locationError(String location) {
    return locationErrors.get(location);
  }

  boolean sticksNextDeletion() {
    return stuckDeletions.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  @Nullable String deletionError() {
    return deletionError;
  }

  boolean processesDownloads() {
    return downloadsProcessed;
  }

  boolean isStopped() {
    return stopped;
  }

  void setStopped(boolean stop) {
    stopped = stop;
  }
}
