package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.informer.ResourceCaches;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroCaches;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.context.Lifecycle;

/** Waits until the console under test is in sync with the fake Velero. */
public final class ClusterSync {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private ClusterSync() {}

  /**
   * Waits, also after a test with faults: caches that are in a back-off of up to 30 s are started
   * again.
   */
  public static void await(VeleroState velero, ResourceCaches caches) {
    try {
      await(velero, PATIENCE);
    } catch (ConditionTimeoutException e) {
      // what is cached for a minute, such as the kinds that are served, is read again
      TestInstallation.clock().advance(Duration.ofMinutes(2));
      if (caches instanceof Lifecycle threads) {
        threads.stop();
        threads.start();
      }
      await(velero, LIMIT);
    }
  }

  /**
   * Returns whether the console knows the served objects of a kind in their newest versions. As
   * many objects may be others: a reset deletes and creates objects.
   */
  public static boolean hasServed(String resource, Stream<ResourceMetadata> known) {
    return versions(known).equals(served(resource));
  }

  private static void await(VeleroState velero, Duration limit) {
    Awaitility.await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> check(velero));
  }

  private static void check(VeleroState velero) {
    velero.inventory();
    VeleroCaches caches = velero.caches();
    assertThat(caches.backups().status()).matches(status -> status.isLive(), "is live");
    assertThat(caches.podVolumeBackups().status()).matches(status -> status.isLive(), "is live");
    assertThat(caches.storageLocations().status()).matches(status -> status.isLive(), "is live");
    assertThat(versions(velero.inventory().backups().stream().map(Backup::metadata)))
        .isEqualTo(served("backups.velero.io"));
    assertThat(caches.podVolumeBackups().list())
        .hasSameSizeAs(served("podvolumebackups.velero.io").keySet());
    assertThat(versions(caches.storageLocations().list().stream().map(StorageLocation::metadata)))
        .isEqualTo(served("backupstoragelocations.velero.io"));
    assertThat(velero.capabilities().isInstalled()).isTrue();
  }

  private static Map<String, String> versions(Stream<ResourceMetadata> objects) {
    return objects.collect(
        Collectors.toMap(ResourceMetadata::name, ResourceMetadata::resourceVersion));
  }

  private static Map<String, String> served(String resource) {
    return TestCluster.cluster().objects().list(resource, FakeVelero.NAMESPACE).stream()
        .collect(
            Collectors.toMap(
                object -> object.at("/metadata/name").asString(""),
                object -> object.at("/metadata/resourceVersion").asString("")));
  }
}
