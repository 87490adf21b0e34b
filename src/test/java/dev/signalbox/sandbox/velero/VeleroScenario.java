package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster with the fixture, Velero and a clock that tests advance. */
final class VeleroScenario implements AutoCloseable {

  private static final Duration STEP = Duration.ofSeconds(1);

  private final AdjustableClock clock = new AdjustableClock();
  private final FakeCluster cluster = FakeCluster.start(0, clock);
  private final FakeVelero server;

  private VeleroScenario(VeleroVersion version) {
    KubernetesFixtureData.load(cluster);
    server = FakeVelero.create(cluster, version, clock).install();
  }

  static VeleroScenario of(VeleroVersion version) {
    return new VeleroScenario(version);
  }

  FakeVelero server() {
    return server;
  }

  FakeCluster cluster() {
    return cluster;
  }

  VeleroControls controls() {
    return server.controls();
  }

  /** Ticks once per second of a time; in larger steps if it is longer than a minute. */
  void advance(Duration time) {
    Duration step = time.compareTo(Duration.ofMinutes(1)) > 0 ? time.dividedBy(120) : STEP;
    for (Duration left = time; left.isPositive(); left = left.minus(step)) {
      clock.advance(step);
      server.tick();
    }
  }

  /** Returns the phases that a backup passes through until it ends. */
  List<String> phasesOf(String backup) {
    List<String> phases = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      advance(STEP);
      String phase = phase("backups", backup);
      if (phases.isEmpty() || !phases.getLast().equals(phase)) {
        phases.add(phase);
      }
    }
    return phases;
  }

  /** Creates a backup of all volumes in the namespace of the CI server. */
  void createBackup(String name, String moreSpec) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"velero.io/v1","kind":"Backup",
             "metadata":{"namespace":"velero","name":"%s"},
             "spec":{"includedNamespaces":["circleci-server"],"%s":true%s}}
            """
                .formatted(name, server.version().defaultVolumesField(), moreSpec));
  }

  void deleteBackup(String name) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"velero.io/v1","kind":"DeleteBackupRequest",
             "metadata":{"namespace":"velero","generateName":"%s-"},"spec":{"backupName":"%s"}}
            """
                .formatted(name, name));
  }

  ObjectNode create(String json) {
    return cluster.objects().create(json);
  }

  void update(String plural, String name, Consumer<ObjectNode> change) {
    cluster.objects().update(plural + ".velero.io", "velero", name, change);
  }

  Optional<ObjectNode> find(String plural, String name) {
    return cluster.objects().find(plural + ".velero.io", "velero", name);
  }

  JsonNode get(String plural, String name) {
    return find(plural, name).orElseThrow();
  }

  String phase(String plural, String name) {
    return VeleroServerState.phase(get(plural, name));
  }

  List<ObjectNode> list(String plural) {
    return cluster.objects().list(plural + ".velero.io", "velero");
  }

  /** Returns the bytes that all PodVolumeBackups have copied. */
  long bytesDone() {
    return list("podvolumebackups").stream()
        .mapToLong(pvb -> pvb.at("/status/progress/bytesDone").asLong(0))
        .sum();
  }

  List<String> names(String plural) {
    return list(plural).stream().map(ObjectJson::name).toList();
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
