package dev.signalbox.testing;

import dev.signalbox.sandbox.kubernetes.AccessRecorder;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.sandbox.velero.VeleroResources;
import dev.signalbox.sandbox.velero.VeleroVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fake Kubernetes and Velero of the console under test, with the clock of {@link
 * TestInstallation}. Velero acts only when a test calls {@link FakeVelero#tick()}.
 */
public final class TestCluster {

  /** The manifest with the permissions of the console. */
  public static final Path ROLES = Path.of("k8s", "base", "rbac.yaml");

  /** The folder with a record of the permissions that tests used, one file per process. */
  public static final Path USED_PERMISSIONS = Path.of("target", "used-permissions");

  /** Older fixture data is loaded again, so that its times stay plausible. */
  private static final Duration MAX_AGE = Duration.ofHours(1);

  private static final FakeCluster CLUSTER = start();
  private static final FakeVelero VELERO =
      FakeVelero.create(CLUSTER, VeleroVersion.V1_14, TestInstallation.clock());
  private static final Path KUBECONFIG = CLUSTER.writeKubeconfig(TestFork.path("kubeconfig"));
  private static final Map<String, Map<String, ObjectNode>> EMPTY = CLUSTER.objects().snapshot();

  private static Map<String, Map<String, ObjectNode>> fixture = EMPTY;
  private static long fixtureVersion;
  private static Instant loadedAt = Instant.EPOCH;

  private TestCluster() {}

  /** CRDs are never removed: the console lists kinds that are not served only every 30 s. */
  private static FakeCluster start() {
    FakeCluster cluster = FakeCluster.start(0, TestInstallation.clock());
    cluster.install(VeleroResources.of(VeleroVersion.V1_14));
    limitToRoles(cluster);
    return cluster;
  }

  /** Grants exactly the documented permissions, and records which of them are used. */
  public static void limitToRoles(FakeCluster cluster) {
    cluster.access().limitTo(ROLES);
    cluster.access().recordUse(new AccessRecorder(USED_PERMISSIONS.resolve("" + TestFork.NUMBER)));
  }

  /** Returns the fake Kubernetes. */
  public static FakeCluster cluster() {
    return CLUSTER;
  }

  /** Returns the fake Velero, version 1.14. */
  public static FakeVelero velero() {
    return VELERO;
  }

  /** Returns the kubeconfig file of the console. */
  public static Path kubeconfig() {
    return KUBECONFIG;
  }

  /**
   * Removes all faults and restores the fixture data. Watches stay open; without a change since the
   * last reset they receive nothing.
   */
  public static void reset() {
    CLUSTER.resetFaults();
    Instant now = TestInstallation.clock().instant();
    boolean tooOld = Duration.between(loadedAt, now).abs().compareTo(MAX_AGE) > 0;
    if (tooOld) {
      load(now);
    } else if (CLUSTER.objects().version() != fixtureVersion) {
      VELERO.controls().reset();
      CLUSTER.objects().restore(fixture);
      VELERO.writeFiles();
    }
    fixtureVersion = CLUSTER.objects().version();
  }

  private static void load(Instant now) {
    CLUSTER.objects().restore(EMPTY);
    VELERO.reset();
    KubernetesFixtureData.load(CLUSTER);
    VELERO.install();
    VeleroFixtureData.load(VELERO);
    fixture = CLUSTER.objects().snapshot();
    loadedAt = now;
  }
}
