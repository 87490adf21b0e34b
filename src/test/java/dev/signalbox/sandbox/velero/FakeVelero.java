package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.FakeCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fake Velero server that works on the objects of a {@link FakeCluster}. Each {@link #tick()}
 * runs all controllers once at the time of the clock; nothing happens between ticks.
 */
public final class FakeVelero implements AutoCloseable {

  /** The default namespace of Velero. */
  public static final String NAMESPACE = "velero";

  private final VeleroServerState state;
  private final BackedUpObjects contents;
  private final PodVolumeBackupController podVolumeBackups;
  private final BackupController backups;
  private final ScheduleController schedules;
  private DeletionController deletions;
  private final RequestController requests;
  private final StorageLocationController locations;
  private final RestoreController restores;
  private final PodVolumeRestoreController podVolumeRestores;
  private final VeleroDeployment deployment;
  private final VeleroFaults faults;
  private @Nullable ScheduledExecutorService ticker;

  private FakeVelero(FakeCluster cluster, VeleroVersion version, Clock clock, String namespace) {
    state =
        new VeleroServerState(
            cluster, namespace, version, clock, FakeObjectStore.start(), new VeleroControls());
    contents = new BackedUpObjects(state);
    podVolumeBackups = new PodVolumeBackupController(state);
    backups = new BackupController(state, podVolumeBackups, contents);
    schedules = new ScheduleController(state);
    deletions = new DeletionController(state, contents);
    requests = new RequestController(state);
    locations = new StorageLocationController(state);
    podVolumeRestores = new PodVolumeRestoreController(state);
    restores = new RestoreController(state, contents, podVolumeRestores);
    deployment = new VeleroDeployment(state);
    faults = new VeleroFaults(this, cluster);
  }

  /**
   * Creates a server that is not installed yet.
   *
   * @param clock the time of all controllers
   */
  public static FakeVelero create(FakeCluster cluster, VeleroVersion version, Clock clock) {
    return create(cluster, version, clock, NAMESPACE);
  }

  /** Like {@link #create(FakeCluster, VeleroVersion, Clock)}, in another namespace. */
  public static FakeVelero create(
      FakeCluster cluster, VeleroVersion version, Clock clock, String namespace) {
    return new FakeVelero(cluster, version, clock, namespace);
  }

  /**
   * Installs the CRDs, the server, a node agent on each node, the secrets and the storage location
   * {@code default}, as {@code velero install} does.
   */
  public FakeVelero install() {
    state.cluster().install(VeleroResources.of(state.version()));
    deployment.create();
    return this;
  }

  /** Removes the CRDs with all their objects, and the namespace of Velero. */
  public synchronized void uninstall() {
    VeleroResources.of(state.version()).forEach(one -> state.cluster().uninstall(one.name()));
    state.objects().delete("namespaces", "", state.namespace());
    reset();
  }

  /** Runs all controllers once, unless the server is stopped. Node agents always run. */
  public synchronized void tick() {
    if (state.objects().find("namespaces", "", state.namespace()).isEmpty()) {
      return;
    }
    if (!state.controls().isStopped()) {
      locations.reconcile();
      schedules.reconcile();
      deletions.reconcile();
      backups.reconcile();
      requests.reconcile();
      restores.reconcile();
    }
    podVolumeBackups.reconcile();
    podVolumeRestores.reconcile();
  }

  /**
   * Runs {@link #tick()} in intervals of real time.
   *
   * @param also runs after each tick
   */
  public void tickEvery(Duration interval, Runnable also) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("velero-ticks").factory());
    ticker = executor;
    Future<?> ticks =
        executor.scheduleWithFixedDelay(
            () -> {
              tick();
              also.run();
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
    if (ticks.isCancelled()) {
      throw new IllegalStateException("The ticks were not scheduled");
    }
  }

  /** Stops the server: its Deployment has no available replica and requests stay unanswered. */
  public synchronized void stop() {
    state.controls().setStopped(true);
    deployment.setAvailable(false);
  }

  /** Starts the server; from 1.9 on it marks backups that were in progress as Failed. */
  public synchronized void restart() {
    state.controls().setStopped(false);
    deployment.setAvailable(true);
    backups.failInterrupted();
  }

  /** Runs the garbage collection, which otherwise runs once per hour. */
  public synchronized void collectExpired() {
    deletions.collectExpired();
  }

  /**
   * Has the agent of a node wait for a place.
   *
   * @param reason the message of the scheduler, such as {@code 0/3 nodes are available: 1
   *     Insufficient memory.}
   */
  public void setAgentPending(String node, String reason) {
    deployment.setAgentPending(node, reason);
  }

  /** Has the agent of a node run. */
  public void setAgentRunning(String node) {
    deployment.setAgentRunning(node);
  }

  /**
   * Replaces a file of a backup or restore, compressed with gzip.
   *
   * @param kind the kind of DownloadRequest, such as {@code BackupLog}
   */
  public void replaceFile(String kind, String name, byte[] content) {
    String key = BackupFiles.key(kind, name).orElseThrow(() -> new IllegalArgumentException(kind));
    state.store().put(key, FakeObjectStore.gzip(content));
  }

  /** Stores the files and the current objects of all finished backups, as if they were made now. */
  public void writeFiles() {
    BackupFiles files = new BackupFiles(state);
    state.list("restores").stream()
        .filter(one -> one.path("status").has("completionTimestamp"))
        .forEach(
            restore ->
                files.writeRestore(
                    restore,
                    List.of(
                        "could not restore, services \"frontend\" already exists. Warning: the"
                            + " in-cluster version is different than the backed-up version")));
    List<ObjectNode> finished =
        state.list("backups").stream()
            .filter(one -> one.path("status").has("completionTimestamp"))
            .toList();
    finished.forEach(contents::keep);
    files.writeAll(finished);
  }

  /** Forgets the files, the contents of backups and all controls. The objects stay. */
  public synchronized void reset() {
    contents.reset();
    state.store().reset();
    state.controls().reset();
    deletions = new DeletionController(state, contents);
  }

  /** Returns what decides the behavior of the server. */
  public VeleroControls controls() {
    return state.controls();
  }

  /** Returns the states of disrepair. */
  public VeleroFaults faults() {
    return faults;
  }

  /** Returns the object store with the files of backups. */
  public FakeObjectStore store() {
    return state.store();
  }

  /** Returns the simulated version. */
  public VeleroVersion version() {
    return state.version();
  }

  VeleroServerState state() {
    return state;
  }

  @Override
  public void close() {
    if (ticker != null) {
      ticker.shutdownNow();
    }
    state.store().close();
  }
}
