package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Completed backups in large numbers, for benchmarks. */
public final class LargeVeleroData {

  private static final Duration INTERVAL = Duration.ofMinutes(30);

  private LargeVeleroData() {}

  /**
   * Adds completed backups to an installed server.
   *
   * @param backups the number of backups, 30 minutes apart
   * @param volumes the number of PodVolumeBackups of each
   */
  public static void load(FakeVelero velero, int backups, int volumes) {
    VeleroServerState state = velero.state();
    for (int i = 0; i < backups; i++) {
      Instant start = state.now().minus(INTERVAL.multipliedBy(i + 1L));
      ObjectNode backup = state.objects().create(backup(state, "load-%06d".formatted(i), start));
      for (int volume = 0; volume < volumes; volume++) {
        state.objects().create(podVolumeBackup(state, backup, start, volume));
      }
    }
  }

  private static ObjectNode backup(VeleroServerState state, String name, Instant start) {
    ObjectNode backup = state.object("Backup", name);
    ObjectJson.metadata(backup)
        .put("creationTimestamp", state.time(start))
        .putObject("labels")
        .put(VeleroServerState.STORAGE_LOCATION, "default");
    ObjectNode spec = backup.putObject("spec");
    spec.putArray("includedNamespaces").add(KubernetesFixtureData.NAMESPACE);
    spec.put("storageLocation", "default").put("ttl", "8766h0m0s");
    ObjectNode status = backup.putObject("status");
    status
        .put("phase", "Completed")
        .put("startTimestamp", state.time(start))
        .put("completionTimestamp", state.time(start.plusSeconds(300)))
        .put("expiration", state.time(start.plus(Duration.ofHours(8766))));
    status.putObject("progress").put("totalItems", 640).put("itemsBackedUp", 640);
    return backup;
  }

  private static ObjectNode podVolumeBackup(
      VeleroServerState state, ObjectNode backup, Instant start, int volume) {
    String name = ObjectJson.name(backup);
    ObjectNode pvb = state.object("PodVolumeBackup", "%s-%03d".formatted(name, volume));
    ObjectJson.metadata(pvb)
        .put("creationTimestamp", state.time(start))
        .putObject("labels")
        .put(VeleroServerState.BACKUP_NAME, name)
        .put(VeleroServerState.BACKUP_UID, ObjectJson.uid(backup));
    ObjectNode spec = pvb.putObject("spec");
    spec.put("node", KubernetesFixtureData.NODES.get(volume % 3))
        .put("volume", "data")
        .put("backupStorageLocation", "default")
        .put("repoIdentifier", "s3:s3.invalid/acme/restic/circleci-server")
        .put("uploaderType", "kopia");
    spec.putObject("pod")
        .put("kind", "Pod")
        .put("namespace", KubernetesFixtureData.NAMESPACE)
        .put("name", "volume-%03d-0".formatted(volume))
        .put("uid", "00000000-0000-4000-8000-%012d".formatted(volume));
    ObjectNode status = pvb.putObject("status");
    long bytes = (volume + 1L) << 30;
    status
        .put("phase", "Completed")
        .put("path", "/host_pods/00000000/volumes/kubernetes.io~csi/data/mount")
        .put("snapshotID", ObjectJson.uid(backup).replace("-", ""))
        .put("startTimestamp", state.time(start.plusSeconds(10)))
        .put("completionTimestamp", state.time(start.plusSeconds(290)));
    status.putObject("progress").put("totalBytes", bytes).put("bytesDone", bytes);
    return pvb;
  }
}
