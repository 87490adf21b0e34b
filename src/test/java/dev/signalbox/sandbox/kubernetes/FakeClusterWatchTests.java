package dev.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.kubernetes.ClusterFaults.Kind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches and informers of the fabric8 client on a {@link FakeCluster}. */
@Tag("integration")
class FakeClusterWatchTests {

  private static final String NAMESPACE = "circleci-server";

  private final FakeCluster cluster = FakeCluster.start(0, new AdjustableClock());
  private final KubernetesClient client = cluster.client();

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsChangesOverWebSocketAndHttp(boolean onlyHttp) {
    Config config = new ConfigBuilder(cluster.config()).withOnlyHttpWatches(onlyHttp).build();
    create("a", "web");
    try (KubernetesClient watching = new KubernetesClientBuilder().withConfig(config).build();
        SharedIndexInformer<Pod> informer =
            watching.pods().inNamespace(NAMESPACE).withLabel("app", "web").inform()) {
      create("b", "web");
      create("c", "api");
      awaitNames(informer, "a", "b");

      relabel("c", "web");
      relabel("a", "api");
      awaitNames(informer, "b", "c");

      cluster.objects().delete("pods", NAMESPACE, "b");
      awaitNames(informer, "c");
    }
    assertThat(cluster.received()).anyMatch(one -> one.query().contains("watch=true"));
  }

  @Test
  void recoversWhenWatchesAreCut() {
    try (SharedIndexInformer<Pod> informer = client.pods().inNamespace(NAMESPACE).inform()) {
      await().until(() -> cluster.openWatches() == 1);
      cluster.faults().cutWatches();
      await().until(() -> cluster.openWatches() == 0);
      create("a", "web");

      awaitNames(informer, "a");
    }
  }

  @Test
  void endsWatchesFromForgottenVersionsWith410() {
    create("a", "web");
    long version = cluster.objects().version();
    create("b", "web");
    cluster.objects().compact();
    List<Integer> codes = new CopyOnWriteArrayList<>();

    Watcher<Pod> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, Pod pod) {
            // only the end counts
          }

          @Override
          public void onClose(WatcherException cause) {
            codes.add(cause.isHttpGone() ? 410 : 0);
          }
        };
    try (Watch watch =
        client
            .pods()
            .inNamespace(NAMESPACE)
            .withResourceVersion(Long.toString(version))
            .watch(watcher)) {
      assertThat(watch).isNotNull();
      await().untilAsserted(() -> assertThat(codes).containsExactly(410));
    }
  }

  @Test
  void listsAgainAfterGoneSoThatDeletedObjectsVanish() {
    create("a", "web");
    create("b", "web");
    try (SharedIndexInformer<Pod> informer = client.pods().inNamespace(NAMESPACE).inform()) {
      awaitNames(informer, "a", "b");
      cluster.faults().set(Kind.GONE);
      cluster.objects().delete("pods", NAMESPACE, "a");
      cluster.faults().set(Kind.NONE);

      awaitNames(informer, "b");
    }
  }

  /** A client that resumes from the bookmark would never receive a skipped event. */
  @Test
  void sendsAllEventsBeforeTheBookmark() throws Exception {
    CustomResource backups =
        new CustomResource(
            "velero.io/v1", "backups", "Backup", ObjectJson.MAPPER.createObjectNode());
    cluster.install(List.of(backups));
    URI uri =
        cluster.address().resolve("/apis/velero.io/v1/backups?watch=true&allowWatchBookmarks=true");
    try (HttpClient http = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> watch =
          http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      await().until(() -> cluster.openWatches() == 1);
      // until the lock is released, the watch can't read the version
      synchronized (cluster.objects()) {
        cluster.uninstall(backups.name());
        cluster.install(List.of(backups));
        // longer than the watch waits for an event
        await().during(Duration.ofMillis(300)).until(() -> true);
        cluster
            .objects()
            .create(
                "{\"apiVersion\":\"velero.io/v1\",\"kind\":\"Backup\","
                    + "\"metadata\":{\"namespace\":\"velero\",\"name\":\"last\"}}");
      }

      assertThat(watch.get(20, TimeUnit.SECONDS).body().lines())
          .satisfiesExactly(
              event -> assertThat(event).contains("ADDED", "\"last\""),
              event -> assertThat(event).contains("BOOKMARK"));
    }
  }

  @Test
  void sendsNothingWhileFrozen() {
    try (SharedIndexInformer<Pod> informer = client.pods().inNamespace(NAMESPACE).inform()) {
      await().until(() -> cluster.openWatches() == 1);
      cluster.faults().set(Kind.WATCH_FROZEN);
      create("a", "web");

      await()
          .during(Duration.ofMillis(400))
          .until(() -> informer.getStore().list().isEmpty() && informer.isWatching());

      cluster.faults().set(Kind.NONE);
      awaitNames(informer, "a");
    }
  }

  @Test
  void refusesToWatchWhatMayOnlyBeListed() {
    cluster.access().deny("watch", "pods");
    create("a", "web");

    SharedIndexInformer<Pod> informer = client.pods().inNamespace(NAMESPACE).runnableInformer(0);
    try (informer) {
      informer.start();
      await().untilAsserted(() -> assertThat(informer.isRunning()).isFalse());
      assertThat(informer.getStore().list()).hasSize(1);
      assertThat(informer.hasSynced()).isTrue();
    }
  }

  @Test
  void closesConnectionsWhileDown() throws IOException {
    cluster.faults().set(Kind.DOWN);

    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), cluster.address().getPort())) {
      socket
          .getOutputStream()
          .write("GET /version HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void respondsWithTheStatusOfEachFault() throws IOException, InterruptedException {
    assertThat(status(Kind.UNAUTHORIZED)).isEqualTo(401);
    assertThat(status(Kind.DENYING)).isEqualTo(403);
    assertThat(status(Kind.FAILING)).isEqualTo(500);
    assertThat(status(Kind.THROTTLING)).isEqualTo(429);
    assertThat(status(Kind.MALFORMED)).isEqualTo(200);
    assertThat(status(Kind.TRUNCATED)).isEqualTo(200);
    assertThat(status(Kind.NONE)).isEqualTo(200);
  }

  @Test
  void failsRequestsOfOneKindOnly() {
    cluster.faults().respond("list", "pods", 500);

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.pods().inNamespace(NAMESPACE).list())
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(500));
    assertThat(client.secrets().inNamespace(NAMESPACE).list().getItems()).isEmpty();
  }

  @Test
  void answersWaitingRequestsWhenTheyNoLongerHang() {
    cluster.faults().set(Kind.HANGING);
    Thread caller = Thread.ofVirtual().start(() -> client.namespaces().list());

    await().until(() -> !cluster.received().isEmpty());
    assertThat(caller.isAlive()).isTrue();

    cluster.faults().set(Kind.NONE);
    await().until(() -> !caller.isAlive());
  }

  private int status(Kind kind) throws IOException, InterruptedException {
    cluster.faults().set(kind);
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = cluster.address().resolve("/api/v1/namespaces");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private void awaitNames(SharedIndexInformer<Pod> informer, String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(informer.getStore().list())
                    .extracting(pod -> pod.getMetadata().getName())
                    .containsExactlyInAnyOrder(names));
  }

  private void relabel(String name, String app) {
    cluster
        .objects()
        .update(
            "pods",
            NAMESPACE,
            name,
            pod -> ObjectJson.member(ObjectJson.metadata(pod), "labels").put("app", app));
  }

  private void create(String name, String app) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"v1","kind":"Pod",
             "metadata":{"namespace":"%s","name":"%s","labels":{"app":"%s"}}}
            """
                .formatted(NAMESPACE, name, app));
  }
}
