package dev.signalbox.velero.files;

import dev.signalbox.live.LocalTabs;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis.FileProblem;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Provides the files of backups and restores. The first request for a file starts its download on a
 * virtual thread; pages are refreshed when it ends. At most {@value #MAX_FILES} files are kept, the
 * most recently used ones.
 */
@Component
public class BackupFileStore {

  static final int MAX_FILES = 16;
  private static final int MAX_DOWNLOADS = 4;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(BackupFileStore.class);

  private final FileDownload download;
  private final LocalTabs tabs;
  private final Clock clock;
  private final Semaphore downloads = new Semaphore(MAX_DOWNLOADS);
  private final Map<Key, BackupFile> files = new LinkedHashMap<>(16, 0.75f, true);

  BackupFileStore(FileDownload download, LocalTabs tabs, Clock clock) {
    this.download = download;
    this.tabs = tabs;
    this.clock = clock;
  }

  /** Returns a file of a backup, or its state. Does not block. */
  public BackupFile get(Backup backup, BackupFileKind kind) {
    return get(FileOwner.of(backup), backup.status().phaseText(), kind);
  }

  /**
   * Returns a file of a restore, or its state. Does not block.
   *
   * @param location storage location of the restored backup
   */
  public BackupFile get(Restore restore, String location, BackupFileKind kind) {
    return get(FileOwner.of(restore, location), restore.phaseText(), kind);
  }

  private BackupFile get(FileOwner owner, String phase, BackupFileKind kind) {
    Key key = new Key(owner.uid(), phase, kind);
    Instant now = clock.instant();
    BackupFile pending = new BackupFile.Pending(now);
    synchronized (files) {
      @Nullable BackupFile known = files.get(key);
      if (known != null && !isOutdated(known, now)) {
        return known;
      }
      files.put(key, pending);
      evict();
    }
    Thread.ofVirtual().name("snapshot-file").start(() -> load(key, owner));
    return pending;
  }

  private static boolean isOutdated(BackupFile file, Instant now) {
    return switch (file) {
      case BackupFile.Pending pending -> false;
      case BackupFile.Ready ready -> !Files.exists(ready.path());
      case BackupFile.Failed failed ->
          Duration.between(failed.at(), now).abs().compareTo(RETRY_AFTER) > 0;
    };
  }

  private void load(Key key, FileOwner owner) {
    BackupFile result;
    downloads.acquireUninterruptibly();
    try {
      result = new BackupFile.Ready(download.download(owner, key.kind()));
    } catch (DownloadFailedException e) {
      log.info("Could not download {} of {}: {}", key.kind(), owner.name(), e.getMessage());
      result =
          new BackupFile.Failed(
              e.diagnosis(), e.getMessage() == null ? "" : e.getMessage(), clock.instant());
    } catch (RuntimeException e) {
      log.warn("Could not download {} of {}", key.kind(), owner.name(), e);
      result = new BackupFile.Failed(FileProblem.OTHER, e.toString(), clock.instant());
    } finally {
      downloads.release();
    }
    synchronized (files) {
      files.put(key, result);
      evict();
    }
    tabs.publishChange(VeleroState.TOPIC);
  }

  /** Removes the files that were not used for the longest time. Pending ones are kept. */
  private void evict() {
    Iterator<BackupFile> oldestFirst = files.values().iterator();
    for (int excess = files.size() - MAX_FILES; excess > 0 && oldestFirst.hasNext(); ) {
      BackupFile file = oldestFirst.next();
      if (!(file instanceof BackupFile.Pending)) {
        oldestFirst.remove();
        delete(file);
        excess--;
      }
    }
  }

  private static void delete(BackupFile file) {
    if (file instanceof BackupFile.Ready ready) {
      try {
        Files.deleteIfExists(ready.path());
      } catch (IOException e) {
        log.warn("Could not delete the temporary file {}", ready.path(), e);
      }
    }
  }

  @PreDestroy
  void deleteAll() {
    List<BackupFile> all;
    synchronized (files) {
      all = new ArrayList<>(files.values());
      files.clear();
    }
    all.forEach(BackupFileStore::delete);
  }

  /** Velero replaces files in later phases. */
  private record Key(String uid, String phase, BackupFileKind kind) {}

  /**
   * The backup or restore that a file belongs to.
   *
   * @param location name of the storage location
   */
  record FileOwner(boolean isRestore, String uid, String name, String location) {

    static FileOwner of(Backup backup) {
      return new FileOwner(false, backup.uid(), backup.name(), backup.locationName());
    }

    static FileOwner of(Restore restore, String location) {
      return new FileOwner(true, restore.metadata().uid(), restore.metadata().name(), location);
    }

    /**
     * Returns the current phase, for a restore that of a backup with the same progress; null if the
     * owner no longer exists.
     */
    @Nullable BackupPhase phase(VeleroInventory inventory) {
      if (!isRestore) {
        return inventory.backup(name).map(backup -> backup.status().phase()).orElse(null);
      }
      return inventory.restores().stream()
          .filter(restore -> restore.metadata().uid().equals(uid))
          .findFirst()
          .map(
              restore -> restore.phase().hasLog() ? BackupPhase.COMPLETED : BackupPhase.IN_PROGRESS)
          .orElse(null);
    }
  }
}
