package dev.signalbox.kubernetes.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.sandbox.kubernetes.ClusterFaults.Kind;
import dev.signalbox.sandbox.kubernetes.CustomResource;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("integration")
class ResourceCachesTests {

  private static final ObjectMapper JSON = JsonMapper.shared();
  private static final ResourceKind BACKUPS =
      ResourceKind.namespaced("velero.io", "v1", "backups", "Backup");
  private static final CustomResource CRD =
      new CustomResource(
          "velero.io/v1",
          "backups",
          "Backup",
          (ObjectNode)
              JSON.readTree(
                  """
                  {"type":"object","properties":{
                    "spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
                    "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}
                  """));
  private static final InformerTimings TIMINGS =
      new InformerTimings(
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMinutes(1));

  /** The part of a backup that the tests use. */
  private record Snapshot(String name, String phase) {

    static Snapshot of(GenericKubernetesResource resource) {
      Object status = resource.getAdditionalProperties().get("status");
      Object phase = status instanceof Map<?, ?> map ? map.get("phase") : null;
      return new Snapshot(
          resource.getMetadata().getName(), phase == null ? "" : String.valueOf(phase));
    }
  }

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private FakeClusterConnection connection;
  private InformerResourceCaches caches;
  private ResourceCache<Snapshot> backups;

  @BeforeEach
  void connect() {
    connection = new FakeClusterConnection(cluster, folder, Clock.systemUTC());
    caches = caches(connection);
    caches.start();
    backups = caches.create(definition());
  }

  @AfterEach
  void stop() {
    cluster.faults().reset();
    caches.stop();
    connection.close();
    cluster.close();
  }

  @Test
  void sendsNothingBeforeItsFirstUse() {
    caches.create(definition());

    assertThat(cluster.received()).isEmpty();
  }

  @Test
  void listsObjectsAndFollowsTheirChanges() {
    install("a", "b");
    awaitState(State.LIVE);
    assertThat(backups.list()).containsExactly(new Snapshot("a", ""), new Snapshot("b", ""));

    create("c");
    setPhase("a", "Completed");
    delete("b");
    await()
        .untilAsserted(
            () ->
                assertThat(backups.list())
                    .containsExactly(new Snapshot("a", "Completed"), new Snapshot("c", "")));
    assertThat(backups.byIndex("phase", "Completed"))
        .containsExactly(new Snapshot("a", "Completed"));
    assertThat(backups.get("c")).isPresent();
    await().until(() -> topics.contains("snapshots"));
  }

  @Test
  void readsOnlyTheNamedObject() {
    install("a", "b");
    ResourceCache<Snapshot> one = caches.create(definition().named("b"));
    await().until(() -> one.status().isLive());
    assertThat(one.list()).containsExactly(new Snapshot("b", ""));

    create("c");
    setPhase("a", "Completed");
    setPhase("b", "Completed");
    await().until(() -> one.get("b").filter(b -> b.phase().equals("Completed")).isPresent());
    assertThat(one.list()).hasSize(1);
  }

  @Test
  void listsInPages() {
    install("a", "b", "c", "d", "e");
    ResourceCache<Snapshot> paged =
        caches.create(
            new CacheDefinition<>(
                BACKUPS,
                GenericKubernetesResource.class,
                Snapshot::of,
                "velero",
                null,
                null,
                Map.of(),
                null,
                2));

    await().until(() -> paged.status().isLive());
    assertThat(paged.list()).hasSize(5);
    assertThat(cluster.received("GET", "/backups"))
        .filteredOn(request -> request.query().contains("continue="))
        .hasSize(2);
  }

  @Test
  void followsBeyondTheEndOfAWatch() {
    install("a");
    awaitState(State.LIVE);
    await().until(() -> watchRequests() >= 3);
    create("b");

    await().until(() -> backups.list().size() == 2);
    assertThat(backups.status().isLive()).isTrue();
    assertThat(listRequests()).isEqualTo(1);
  }

  @Test
  void noticesACrdThatIsInstalledLater() {
    awaitState(State.ABSENT);
    assertThat(backups.status().failure())
        .satisfies(failure -> assertThat(failure.advice()).contains("does not serve velero.io/v1"));

    install("a");
    awaitState(State.LIVE);
    assertThat(backups.list()).hasSize(1);

    cluster.uninstall(CRD.name());
    awaitState(State.ABSENT);
    assertThat(backups.list()).isEmpty();
  }

  @Test
  void removesTheObjectsOfACrdThatWasUninstalledDuringAnOutage() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.DOWN);
    awaitState(State.STALE);
    cluster.uninstall(CRD.name());
    cluster.faults().set(Kind.NONE);

    awaitState(State.ABSENT);
    assertThat(backups.list()).isEmpty();
  }

  @Test
  void saysThatTheListIsForbiddenAndRecovers() {
    install("a");
    cluster.access().deny("list", "backups.velero.io");
    awaitState(State.FORBIDDEN);
    assertThat(backups.status().failure())
        .satisfies(
            failure -> {
              assertThat(failure.response()).contains("cannot list resource \"backups\"");
              assertThat(failure.advice()).contains("verbs: [\"list\"]");
            });

    cluster.access().reset();
    awaitState(State.LIVE);
  }

  @Test
  void isStaleAndPollsWhileTheWatchIsForbidden() {
    install("a");
    cluster.access().deny("watch", "backups.velero.io");
    Set<State> states = ConcurrentHashMap.newKeySet();
    await()
        .until(
            () -> {
              states.add(backups.status().state());
              return states.contains(State.STALE);
            });
    assertThat(backups.status().failure())
        .satisfies(failure -> assertThat(failure.advice()).contains("verbs: [\"watch\"]"));

    create("b");
    await()
        .until(
            () -> {
              states.add(backups.status().state());
              return backups.list().size() == 2;
            });
    assertThat(states).doesNotContain(State.LIVE);
  }

  @Test
  void listsAgainAfterTheVersionHasExpired() {
    install("a", "b");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.DOWN);
    awaitState(State.STALE);
    delete("a");
    cluster.objects().compact();
    cluster.faults().set(Kind.NONE);

    awaitState(State.LIVE);
    assertThat(backups.list()).containsExactly(new Snapshot("b", ""));
  }

  @Test
  void isStaleWhileEveryWatchEndsWith410() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.GONE);
    awaitState(State.STALE);
    delete("a");
    await().until(() -> backups.list().isEmpty());

    cluster.faults().set(Kind.NONE);
    awaitState(State.LIVE);
  }

  @Test
  void continuesAfterACutWatchWithoutListing() {
    install("a");
    awaitState(State.LIVE);
    await().until(() -> cluster.openWatches() == 1);
    cluster.faults().cutWatches();
    create("b");

    await().until(() -> backups.list().size() == 2);
    assertThat(backups.status().isLive()).isTrue();
  }

  @Test
  void isStaleWhileEveryWatchIsClosedAtOnce() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.WATCH_CUT);
    awaitState(State.STALE);
    create("b");
    await().until(() -> backups.list().size() == 2);

    cluster.faults().set(Kind.NONE);
    awaitState(State.LIVE);
  }

  @Test
  void keepsTheObjectsWhileTheApiServerIsDown() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.DOWN);
    awaitState(State.STALE);
    assertThat(backups.list()).hasSize(1);
    assertThat(backups.status().failure())
        .satisfies(failure -> assertThat(failure.response()).contains("no response from"));

    create("b");
    cluster.faults().set(Kind.NONE);
    awaitState(State.LIVE);
    await().until(() -> backups.list().size() == 2);
  }

  @Test
  void noticesAHangingApiServerAndNeverBlocks() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.HANGING);
    // faster than the limit of any request
    await().atMost(Duration.ofSeconds(9)).until(() -> !backups.status().isLive());
    long start = System.nanoTime();
    backups.list();
    backups.status();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void noticesAFrozenWatchAndPolls() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.WATCH_FROZEN);
    create("b");
    awaitState(State.STALE);
    await().until(() -> backups.list().size() == 2);
    assertThat(backups.status().failure())
        .satisfies(failure -> assertThat(failure.response()).contains("no data within"));

    cluster.faults().set(Kind.NONE);
    awaitState(State.LIVE);
  }

  @Test
  void usesTheNewTokenAfterARotation() {
    install("a");
    awaitState(State.LIVE);
    cluster.faults().set(Kind.UNAUTHORIZED);
    awaitState(State.STALE);

    cluster.faults().set(Kind.NONE);
    awaitState(State.LIVE);
  }

  @Test
  void isNotConfiguredUntilThereIsAKubeconfig() {
    Path file = folder.resolve("later");
    try (FakeClusterConnection later = new FakeClusterConnection(file, Clock.systemUTC())) {
      InformerResourceCaches own = caches(later);
      own.start();
      try {
        ResourceCache<Snapshot> cache = own.create(definition());
        await().until(() -> cache.status().state() == State.NOT_CONFIGURED);

        install("a");
        cluster.writeKubeconfig(file);
        await().until(() -> cache.status().isLive());
      } finally {
        own.stop();
      }
    }
  }

  @Test
  void startsWithTheConsoleIfItWasUsedBefore() {
    install("a");
    InformerResourceCaches own = caches(connection);
    ResourceCache<Snapshot> cache = own.create(definition());
    assertThat(cache.list()).isEmpty();

    own.start();
    try {
      await().until(() -> cache.status().isLive());
    } finally {
      own.stop();
    }
    assertThat(own.isRunning()).isFalse();
  }

  @Test
  void deliversChangesToListeners() {
    install("a");
    List<ResourceChange<Snapshot>> changes = new CopyOnWriteArrayList<>();
    backups.addListener(changes::addAll);
    await().until(() -> changes.contains(new ResourceChange.Added<>(new Snapshot("a", ""))));

    setPhase("a", "Completed");
    await()
        .until(
            () ->
                changes.contains(
                    new ResourceChange.Updated<>(
                        new Snapshot("a", ""), new Snapshot("a", "Completed"))));
  }

  @Test
  void registersMetersByKindAndNamespace() {
    caches.create(definition().inNamespace("other"));
    install("a");
    awaitState(State.LIVE);

    assertThat(gauge("signalbox.kubernetes.cache.objects", "velero")).isEqualTo(1);
    assertThat(gauge("signalbox.kubernetes.cache.live", "velero")).isEqualTo(1);
    assertThat(gauge("signalbox.kubernetes.cache.objects", "other")).isZero();
    assertThat(gauge("signalbox.kubernetes.cache.live", "other")).isZero();
  }

  private double gauge(String name, String namespace) {
    return connection
        .meters()
        .get(name)
        .tags("kind", "backups.velero.io", "namespace", namespace)
        .gauge()
        .value();
  }

  private InformerResourceCaches caches(FakeClusterConnection target) {
    return new InformerResourceCaches(
        new ListWatcher.Remote(target.clients(), target.calls(), target.watches()),
        target.probe(),
        topics::add,
        target.meters(),
        Clock.systemUTC(),
        TIMINGS);
  }

  private static CacheDefinition<GenericKubernetesResource, Snapshot> definition() {
    return CacheDefinition.generic(BACKUPS, Snapshot::of)
        .inNamespace("velero")
        .indexedBy("phase", snapshot -> Set.of(snapshot.phase()))
        .publishing("snapshots");
  }

  private void awaitState(State state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(backups.status()).extracting(CacheStatus::state).isEqualTo(state));
  }

  private void install(String... names) {
    cluster.install(List.of(CRD));
    for (String name : names) {
      create(name);
    }
  }

  private void create(String name) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"velero.io/v1","kind":"Backup",
             "metadata":{"name":"%s","namespace":"velero"},"spec":{}}
            """
                .formatted(name));
  }

  private void setPhase(String name, String phase) {
    cluster
        .objects()
        .update(
            "backups.velero.io",
            "velero",
            name,
            backup -> backup.putObject("status").put("phase", phase));
  }

  private void delete(String name) {
    cluster.objects().delete("backups.velero.io", "velero", name);
  }

  private int listRequests() {
    return (int)
        cluster.received("GET", "/backups").stream()
            .filter(request -> !request.query().contains("watch=true"))
            .count();
  }

  private int watchRequests() {
    return (int)
        cluster.received("GET", "/backups").stream()
            .filter(request -> request.query().contains("watch=true"))
            .count();
  }
}
