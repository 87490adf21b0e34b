package dev.signalbox.browser;

import static org.awaitility.Awaitility.await;

import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.kubernetes.informer.ResourceCaches;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.kubernetes.WorkloadController;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import tools.jackson.databind.node.ObjectNode;

/**
 * The time of the console, the fake Velero and the workloads. It passes only in the methods of this
 * class, and in larger steps than that of the browser.
 */
final class VeleroTimeline {

  private static final Duration STEP = Duration.ofSeconds(5);
  private static final String RESTORE_RUNNER = "dev.signalbox.restores.RestoreRunner.advance";

  private final FakeCluster cluster = TestCluster.cluster();
  private final FakeVelero velero = TestCluster.velero();
  private final WorkloadController workloads = new WorkloadController(cluster);
  private final ApplicationContext console;

  VeleroTimeline(ApplicationContext console) {
    this.console = console;
  }

  /** Waits until the console shows the objects of the cluster. */
  void awaitSync() {
    // the storage may have a checkpoint of the audit log before the reset of the database
    console.getBean(RestoreGuard.class).check();
    ClusterSync.await(console.getBean(VeleroState.class), console.getBean(ResourceCaches.class));
  }

  /** Lets Velero act once after a time has passed. */
  void advance(Duration time) {
    TestInstallation.clock().advance(time);
    velero.tick();
    workloads.reconcile();
  }

  /** Lets time pass until a condition holds. */
  void advanceUntil(BooleanSupplier condition) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              advance(STEP);
              return condition.getAsBoolean();
            });
  }

  /** Lets time pass until a condition holds, and has the console advance its restore. */
  void restoreUntil(BooleanSupplier condition) {
    Runnable runner = restoreRunner();
    advanceUntil(
        () -> {
          runner.run();
          return condition.getAsBoolean();
        });
  }

  private Runnable restoreRunner() {
    return console.getBeansOfType(ScheduledTaskHolder.class).values().stream()
        .flatMap(holder -> holder.getScheduledTasks().stream())
        .map(task -> task.getTask().getRunnable())
        .filter(runnable -> runnable.toString().equals(RESTORE_RUNNER))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the phase of a backup; empty until Velero has seen it or after it was deleted. */
  String phase(String backup) {
    return cluster
        .objects()
        .find("backups.velero.io", FakeVelero.NAMESPACE, backup)
        .map(found -> found.at("/status/phase").asString(""))
        .orElse("");
  }

  /** Returns the objects of a kind of Velero. */
  List<ObjectNode> stored(String plural) {
    return cluster.objects().list(plural + ".velero.io", FakeVelero.NAMESPACE);
  }

  /** Deletes all objects of kinds of Velero, as if they had never existed. */
  void remove(String... plurals) {
    for (String plural : plurals) {
      stored(plural)
          .forEach(
              one ->
                  cluster
                      .objects()
                      .delete(plural + ".velero.io", FakeVelero.NAMESPACE, ObjectJson.name(one)));
    }
  }
}
