package dev.signalbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.ApiDiscovery.Availability;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.access.AccessAdapters;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.kubernetes.client.KubernetesCalls.DeletionPolicy;
import dev.signalbox.kubernetes.client.KubernetesCalls.Preconditions;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.kubernetes.client.KubernetesWatches.Selectors;
import dev.signalbox.kubernetes.client.ResourceWatch;
import dev.signalbox.kubernetes.client.ResourceWatch.Next;
import dev.signalbox.kubernetes.informer.CacheDefinition;
import dev.signalbox.kubernetes.informer.CacheFactory;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.commands.AnnotationCommands.Workload;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.commands.ScheduleCommands;
import dev.signalbox.velero.commands.VeleroAdapter;
import dev.signalbox.velero.coverage.AnnotationFix;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the adapters expect of an API server. They act as a user who may use some kinds of one
 * namespace only.
 */
abstract class KubernetesApiTestCases {

  private static final ResourceKind BACKUPS = VeleroResource.BACKUP.kind();
  private static final ResourceKind SCHEDULES = VeleroResource.SCHEDULE.kind();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final AdjustableClock clock = new AdjustableClock();
  private FakeClusterConnection connection;
  private CacheFactory caches;
  private AccessAdapters access;
  private BackupCommands backups;
  private ScheduleCommands schedules;
  private VeleroAdapter adapter;

  /** Returns a client that may do everything. */
  abstract KubernetesClient admin();

  /** Creates the namespace and its user; returns the kubeconfig of the user. */
  abstract Path prepare(Path file);

  abstract String namespace();

  /** Installs {@link ContractResources#definitions}. */
  abstract void installDefinitions();

  /** Removes the CRD, unless the cluster had it before; returns whether it is removed. */
  abstract boolean removeDefinition(String name);

  abstract void deny(String verb, ResourceKind kind);

  abstract void allowAll();

  /** Has the API server forget the changes before now, if it can. */
  abstract void forgetVersions();

  abstract void cleanUp();

  @BeforeEach
  void connect() {
    Path kubeconfig = prepare(folder.resolve("kubeconfig"));
    installDefinitions();
    connection =
        new FakeClusterConnection(
            new KubernetesProperties(kubeconfig.toString(), namespace(), namespace()),
            Clock.systemUTC());
    caches = new CacheFactory(connection);
    access = new AccessAdapters(connection, clock);
    adapter = new VeleroAdapter(connection);
    backups = adapter.backups();
    schedules = adapter.schedules();
  }

  @AfterEach
  void disconnect() {
    caches.close();
    connection.close();
    cleanUp();
  }

  @Test
  void readsTheVersion() {
    assertThat(connection.probe().probe().version()).startsWith("v1.");
    assertThat(connection.probe().server().failure()).isNull();
  }

  @Test
  void createsAndFindsObjects() {
    Backup created = create("first");
    create("second");

    assertThat(created.uid()).isNotEmpty();
    assertThat(backups.find("first")).map(Backup::uid).contains(created.uid());
    assertThat(backups.find("missing")).isEmpty();
    assertThat(backups.findByRequest("request-of-second")).map(Backup::name).contains("second");
    assertThat(backups.findByRequest("other")).isEmpty();
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> create("first"))
        .returns(409, RemoteSystemException::status);
  }

  @Test
  void generatesNames() {
    Backup backup = create("nightly");
    backups.requestDeletion(backup);
    backups.requestDeletion(backup);

    assertThat(list(VeleroResource.DELETE_BACKUP_REQUEST.kind()))
        .hasSize(2)
        .allMatch(name -> name.matches("nightly-[a-z0-9]{5}"));
  }

  @Test
  void namesAMissingNamespace() {
    KubernetesRequest request = KubernetesRequest.create("create", BACKUPS, "signalbox-missing");

    assertThatExceptionOfType(RemoteSystemException.class)
        .isThrownBy(() -> post(request, ContractResources.backup("signalbox-missing", "a"), false))
        .satisfies(
            e -> {
              // 403 for a user without permissions outside its namespace
              assertThat(e.status()).isIn(403, 404);
              assertThat(e.response()).contains("signalbox-missing");
            });
  }

  @Test
  void listsInPagesAndFollowsChanges() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      create(name);
    }
    ResourceCache<Map.Entry<String, String>> cache = cache(BACKUPS, 2);
    awaitState(cache, State.LIVE);
    assertThat(cache.list()).extracting(Map.Entry::getKey).containsExactly("a", "b", "c", "d", "e");

    create("f");
    backups.setKept(find("a"), true);
    delete("b", Preconditions.NONE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(cache.list())
                    .containsExactly(
                        Map.entry("a", "true"),
                        Map.entry("c", ""),
                        Map.entry("d", ""),
                        Map.entry("e", ""),
                        Map.entry("f", "")));
    // across the end of several watches
    await()
        .during(Duration.ofSeconds(7))
        .atMost(PATIENCE)
        .until(() -> cache.status().state() == State.LIVE);
  }

  /** Bookmarks are optional: a real API server may send none within a short watch. */
  @Test
  void endsAWatchInTimeWithNothingButBookmarks() throws InterruptedException {
    create("a");
    Next next;
    try (ResourceWatch watch = watch(version(), Duration.ofSeconds(6))) {
      next = watch.next(PATIENCE);
      while (next instanceof Next.Event event) {
        assertThat(event.type()).isEqualTo("BOOKMARK");
        assertThat(event.object().path("metadata").path("resourceVersion").asString(""))
            .isNotEmpty();
        next = watch.next(PATIENCE);
      }
    }
    assertThat(next).isInstanceOf(Next.Ended.class);
  }

  @Test
  void reportsAnExpiredVersionWith410() throws InterruptedException {
    create("a");
    forgetVersions();
    int status;
    try (ResourceWatch watch = watch("1", Duration.ofSeconds(5))) {
      status =
          watch.next(PATIENCE) instanceof Next.Event event && event.type().equals("ERROR")
              ? event.object().path("code").asInt(0)
              : 0;
    } catch (RemoteSystemException e) {
      status = e.status();
    }
    assertThat(status).isEqualTo(410);
  }

  @Test
  void patchesOnlyTheVersionThatWasRead() {
    schedules.createSchedule(ContractResources.schedule("nightly"));
    BackupSchedule read = schedules.findSchedule("nightly").orElseThrow().schedule();
    JsonNode pause = ContractResources.json("{\"spec\":{\"paused\":true}}");
    schedules.patchSchedule(read, pause);

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> schedules.patchSchedule(read, pause))
        .returns(409, RemoteSystemException::status);
    JsonNode stored = schedules.findSchedule("nightly").orElseThrow().object();
    assertThat(stored.path("spec").toString())
        .contains("\"paused\":true", "\"schedule\":\"0 2 * * *\"", "\"ttl\":\"24h0m0s\"");
  }

  @Test
  void removesFieldsThatAPatchSetsToNull() {
    create("a");
    backups.setKept(find("a"), true);
    assertThat(annotations("a")).containsEntry(SignalboxLabels.KEEP, "true");
    backups.setKept(find("a"), false);

    assertThat(annotations("a")).doesNotContainKey(SignalboxLabels.KEEP);
  }

  @Test
  void patchesNoNewObjectOfTheSameName() {
    Backup first = create("a");
    delete("a", Preconditions.uid(first.uid()));
    create("a");

    assertThatExceptionOfType(RemoteSystemException.class)
        .isThrownBy(() -> backups.setKept(first, true))
        .satisfies(e -> assertThat(e.status()).isIn(409, 422));
    assertThat(annotations("a")).doesNotContainKey(SignalboxLabels.KEEP);
  }

  @Test
  void refusesUnknownFieldsAndInvalidValues() {
    assumeThat(minorVersion()).isGreaterThanOrEqualTo(27);
    schedules.createSchedule(ContractResources.schedule("nightly"));
    BackupSchedule read = schedules.findSchedule("nightly").orElseThrow().schedule();

    for (String spec : List.of("{\"pausd\":true}", "{\"paused\":\"yes\"}", "{\"schedule\":null}")) {
      JsonNode patch = ContractResources.json("{\"spec\":" + spec + "}");
      assertThatExceptionOfType(RemoteSystemException.class)
          .isThrownBy(() -> schedules.patchSchedule(read, patch))
          .satisfies(e -> assertThat(e.status()).isIn(400, 422));
    }
    JsonNode unknown = ContractResources.schedule("other");
    unknown.withObject("/spec").put("pausd", true);
    assertThatExceptionOfType(RemoteSystemException.class)
        .isThrownBy(() -> schedules.createSchedule(unknown))
        .satisfies(e -> assertThat(e.response()).contains("pausd"));
  }

  @Test
  void storesNothingInADryRun() {
    String made =
        post(
            KubernetesRequest.create("try", BACKUPS, namespace()),
            ContractResources.backup(namespace(), "tried"),
            true);

    assertThat(made).contains("tried");
    assertThat(backups.find("tried")).isEmpty();
  }

  @Test
  void appliesFieldsOfOneManagerAndReportsConflicts() {
    apply("signalbox", "first", false);
    assertThat(find("applied").name()).isEqualTo("applied");
    apply("signalbox", "second", false);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> apply("other", "third", false))
        .satisfies(e -> assertThat(e.response()).contains("signalbox"));

    apply("other", "third", true);
    assertThat(annotations("applied")).containsEntry("example.com/owner", "third");
  }

  @Test
  void deletesOnlyTheObjectThatWasRead() {
    Backup first = create("a");

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> delete("a", Preconditions.uid("00000000-0000-0000-0000-000000000000")));
    delete("a", Preconditions.uid(first.uid()));
    assertThat(backups.find("a")).isEmpty();
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> delete("a", Preconditions.NONE));
  }

  @Test
  void orphansTheObjectsOfADeletedOwner() {
    schedules.createSchedule(ContractResources.schedule("nightly"));
    BackupSchedule schedule = schedules.findSchedule("nightly").orElseThrow().schedule();
    JsonNode owned = ContractResources.backup(namespace(), "owned");
    owned
        .withObject("/metadata")
        .withArray("ownerReferences")
        .addObject()
        .put("apiVersion", ContractResources.GROUP_VERSION)
        .put("kind", SCHEDULES.kind())
        .put("name", "nightly")
        .put("uid", schedule.metadata().uid());
    backups.create(owned);
    schedules.deleteSchedule(schedule);

    // without a garbage collector, the owner waits for it to release the objects
    assertThat(schedules.findSchedule("nightly"))
        .matches(
            found ->
                found.isEmpty()
                    || found
                        .get()
                        .object()
                        .path("metadata")
                        .path("finalizers")
                        .toString()
                        .equals("[\"orphan\"]"));
    assertThat(backups.find("owned")).isPresent();
  }

  @Test
  void annotatesTheTemplateOfAWorkload() {
    admin().resource(ContractResources.deployment(namespace())).create();
    AnnotationFix fix =
        new AnnotationFix(namespace(), "web-1", "Deployment", "web", "example.com/volumes", "data");
    adapter.annotations().annotateWorkload(new Workload("Deployment", "web"), fix);

    assertThat(
            admin()
                .apps()
                .deployments()
                .inNamespace(namespace())
                .withName("web")
                .get()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations())
        .containsEntry("example.com/volumes", "data");
  }

  @Test
  void keepsOtherKindsLiveWhileOneIsDenied() {
    create("a");
    deny("list", SCHEDULES);
    ResourceCache<Map.Entry<String, String>> allowed = cache(BACKUPS, 500);
    ResourceCache<Map.Entry<String, String>> denied = cache(SCHEDULES, 500);
    awaitState(denied, State.FORBIDDEN);
    awaitState(allowed, State.LIVE);
    assertThat(Objects.requireNonNull(denied.status().failure()))
        .satisfies(
            failure -> {
              assertThat(failure.response()).contains("403", "schedules", namespace());
              assertThat(failure.advice()).contains("verbs: [\"list\"]");
            });

    allowAll();
    awaitState(denied, State.LIVE);
  }

  @Test
  void isStaleWhileOnlyTheWatchIsDenied() {
    create("a");
    deny("watch", BACKUPS);
    ResourceCache<Map.Entry<String, String>> cache = cache(BACKUPS, 500);
    awaitState(cache, State.STALE);
    create("b");
    await().atMost(PATIENCE).until(() -> cache.list().size() == 2);

    allowAll();
    awaitState(cache, State.LIVE);
  }

  @Test
  void namesTheMissingPermissionOfAWrite() {
    deny("create", BACKUPS);

    assertThatExceptionOfType(Denied.class)
        .isThrownBy(() -> create("a"))
        .satisfies(
            e -> {
              assertThat(e.status()).isEqualTo(403);
              assertThat(e.advice()).contains("backups", "create");
            });
  }

  @Test
  void noticesADefinitionThatIsInstalledLater() {
    assumeThat(removeDefinition(SCHEDULES.qualifiedName())).isTrue();
    ApiDiscovery discovery = access.discovery();
    ResourceCache<Map.Entry<String, String>> cache = cache(SCHEDULES, 500);
    awaitState(cache, State.ABSENT);
    awaitServed(discovery, SCHEDULES, Availability.UNAVAILABLE);
    assertThat(schedules.findSchedule("nightly")).isEmpty();

    installDefinitions();
    awaitState(cache, State.LIVE);
    awaitServed(discovery, SCHEDULES, Availability.AVAILABLE);
    schedules.createSchedule(ContractResources.schedule("nightly"));
    await().atMost(PATIENCE).until(() -> cache.list().size() == 1);
  }

  @Test
  void readsKindsAndFields() {
    assumeThat(minorVersion()).isGreaterThanOrEqualTo(24);
    ApiDiscovery discovery = access.discovery();
    awaitServed(discovery, BACKUPS, Availability.AVAILABLE);
    awaitServed(discovery, VeleroResource.DATA_UPLOAD.kind(), Availability.UNAVAILABLE);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clock.advance(Duration.ofMinutes(2));
              return discovery.hasField(SCHEDULES, VeleroField.PAUSED.path())
                      == Availability.AVAILABLE
                  && discovery.hasField(SCHEDULES, VeleroField.SKIP_IMMEDIATELY.path())
                      == Availability.UNAVAILABLE;
            });
  }

  @Test
  void readsItsOwnPermissions() {
    deny("delete", BACKUPS);
    PermissionCheck permissions = access.permissions();

    awaitPermission(permissions, ResourceAccess.of("create", BACKUPS, namespace()), true);
    awaitPermission(permissions, ResourceAccess.of("delete", BACKUPS, namespace()), false);
    // a kind of the whole cluster is asked for one by one
    ResourceKind nodes = ResourceKind.clusterScoped("", "v1", "nodes", "Node");
    deny("list", nodes);
    awaitPermission(permissions, ResourceAccess.of("list", nodes, null), false);
  }

  private void awaitPermission(
      PermissionCheck permissions, ResourceAccess operation, boolean allowed) {
    Class<?> expected = allowed ? Permission.Allowed.class : Permission.Denied.class;
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clock.advance(Duration.ofMinutes(2));
              return expected.isInstance(permissions.check(operation));
            });
  }

  private void awaitServed(ApiDiscovery discovery, ResourceKind kind, Availability expected) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clock.advance(Duration.ofMinutes(2));
              return discovery.isServed(kind) == expected;
            });
  }

  private static void awaitState(ResourceCache<?> cache, State state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(cache.status()).extracting(CacheStatus::state).isEqualTo(state));
  }

  /** Returns a cache of names and whether the object is kept. */
  private ResourceCache<Map.Entry<String, String>> cache(ResourceKind kind, int pageSize) {
    return caches
        .caches()
        .create(
            new CacheDefinition<>(
                kind,
                GenericKubernetesResource.class,
                object ->
                    Map.entry(
                        object.getMetadata().getName(),
                        Objects.requireNonNullElse(
                            annotations(object).get(SignalboxLabels.KEEP), "")),
                namespace(),
                null,
                null,
                Map.of(),
                null,
                pageSize));
  }

  private static Map<String, String> annotations(GenericKubernetesResource object) {
    @Nullable Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  private Map<String, String> annotations(String backup) {
    return annotations(
        admin()
            .genericKubernetesResources(ContractResources.GROUP_VERSION, BACKUPS.kind())
            .inNamespace(namespace())
            .withName(backup)
            .get());
  }

  private Set<String> list(ResourceKind kind) {
    ResourceCache<Map.Entry<String, String>> cache = cache(kind, 500);
    awaitState(cache, State.LIVE);
    return Set.copyOf(cache.list().stream().map(Map.Entry::getKey).toList());
  }

  private Backup create(String name) {
    return backups.create(ContractResources.backup(namespace(), name));
  }

  private Backup find(String name) {
    return backups.find(name).orElseThrow();
  }

  private void delete(String name, Preconditions preconditions) {
    connection
        .calls()
        .delete(
            KubernetesRequest.of("delete " + name, "delete", BACKUPS, namespace(), name),
            DeletionPolicy.BACKGROUND,
            preconditions);
  }

  private String version() {
    return connection
        .calls()
        .read(
            KubernetesRequest.list("list", BACKUPS, namespace()),
            client ->
                client
                    .genericKubernetesResources(ContractResources.GROUP_VERSION, BACKUPS.kind())
                    .inNamespace(namespace())
                    .list()
                    .getMetadata()
                    .getResourceVersion());
  }

  private ResourceWatch watch(String version, Duration duration) throws InterruptedException {
    KubernetesRequest request =
        new KubernetesRequest(
            "watch", "watch", BACKUPS, "", namespace(), null, KubernetesRequest.DEFAULT_LIMIT);
    return connection.watches().open(request, Selectors.NONE, version, duration);
  }

  private String post(KubernetesRequest request, JsonNode object, boolean dryRun) {
    return connection
        .calls()
        .write(
            request,
            client ->
                client
                    .getKubernetesSerialization()
                    .asJson(
                        client
                            .genericKubernetesResources(
                                ContractResources.GROUP_VERSION, BACKUPS.kind())
                            .inNamespace(Objects.requireNonNull(request.namespace()))
                            .resource(parse(client, object))
                            .dryRun(dryRun)
                            .create()));
  }

  private void apply(String manager, String owner, boolean force) {
    JsonNode object = ContractResources.backup(namespace(), "applied");
    object.withObject("/metadata").withObject("/annotations").put("example.com/owner", owner);
    Object unused =
        connection
            .calls()
            .write(
                KubernetesRequest.of("apply", "patch", BACKUPS, namespace(), "applied"),
                client -> {
                  var resource = client.resource(parse(client, object)).fieldManager(manager);
                  return force
                      ? resource.forceConflicts().serverSideApply()
                      : resource.serverSideApply();
                });
  }

  private static GenericKubernetesResource parse(KubernetesClient client, JsonNode object) {
    return client
        .getKubernetesSerialization()
        .unmarshal(object.toString(), GenericKubernetesResource.class);
  }

  private int minorVersion() {
    String version = Objects.requireNonNull(connection.probe().probe().version());
    return Integer.parseInt(version.split("\\.", -1)[1]);
  }
}
