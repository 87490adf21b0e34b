package dev.signalbox.kubernetes.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.informer.ResourceStore.Entry;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The heap that many objects need, mapped to small values. */
@Tag("integration")
class ResourceStoreMemoryTests {

  private static final int OBJECTS = 20_000;
  private static final long MIB = 1 << 20;

  /** The part of a PodVolumeBackup that a page shows. */
  private record VolumeBackup(
      String name,
      String backup,
      String node,
      String pod,
      String volume,
      String phase,
      String started,
      String completed,
      long done,
      long total) {}

  @Test
  void needsLessThan40MibFor20000PodVolumeBackups() {
    KubernetesSerialization json = new KubernetesSerialization();
    json.unmarshal(podVolumeBackup(0), GenericKubernetesResource.class);
    ResourceStore<VolumeBackup> store =
        new ResourceStore<>(Map.of("backup", value -> Set.of(value.backup())));
    long before = usedHeap();

    for (int i = 0; i < OBJECTS; i++) {
      GenericKubernetesResource resource =
          json.unmarshal(podVolumeBackup(i), GenericKubernetesResource.class);
      store.put(
          resource.getMetadata().getName(),
          new Entry<>(
              resource.getMetadata().getUid(),
              resource.getMetadata().getResourceVersion(),
              map(resource)));
    }
    long grown = usedHeap() - before;

    assertThat(store.size()).isEqualTo(OBJECTS);
    assertThat(store.byIndex("backup", "nightly-7")).hasSize(20);
    assertThat(grown).isLessThan(40 * MIB);
  }

  private static VolumeBackup map(GenericKubernetesResource resource) {
    return new VolumeBackup(
        resource.getMetadata().getName(),
        Objects.requireNonNull(resource.getMetadata().getLabels().get("velero.io/backup-name")),
        resource.get("spec", "node"),
        resource.get("spec", "pod", "name"),
        resource.get("spec", "volume"),
        resource.get("status", "phase"),
        resource.get("status", "startTimestamp"),
        resource.get("status", "completionTimestamp"),
        ((Number) resource.get("status", "progress", "bytesDone")).longValue(),
        ((Number) resource.get("status", "progress", "totalBytes")).longValue());
  }

  private static String podVolumeBackup(int i) {
    return """
    {"apiVersion":"velero.io/v1","kind":"PodVolumeBackup","metadata":{
      "name":"nightly-%1$d-x%2$05d","namespace":"velero","uid":"00000000-0000-0000-0000-0000000%2$05d",
      "resourceVersion":"%2$d","labels":{"velero.io/backup-name":"nightly-%1$d"},
      "managedFields":[{"manager":"velero","operation":"Update","time":"2026-01-15T02:00:00Z",
        "fieldsV1":{"f:spec":{"f:node":{},"f:pod":{},"f:volume":{}},"f:status":{"f:phase":{}}}}]},
     "spec":{"node":"node-%3$d","backupStorageLocation":"default","repoIdentifier":"s3:bucket",
      "pod":{"kind":"Pod","namespace":"circleci-server","name":"pod-%3$d"},"volume":"data-%3$d"},
     "status":{"phase":"Completed","startTimestamp":"2026-01-15T02:00:00Z",
      "completionTimestamp":"2026-01-15T02:05:00Z","snapshotID":"%2$08x",
      "progress":{"bytesDone":1073741824,"totalBytes":1073741824}}}
    """
        .formatted(i / 20, i, i % 20);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
