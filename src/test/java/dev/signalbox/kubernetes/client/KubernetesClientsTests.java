package dev.signalbox.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kubernetes.KubernetesProperties;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class KubernetesClientsTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ResourceKind PODS = ResourceKind.namespaced("", "v1", "pods", "Pod");

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void isNotConfiguredWithoutKubeconfigAndServiceAccount() {
    assertThat(clients(null).notConfigured())
        .get()
        .satisfies(
            reason -> {
              assertThat(reason.response()).contains("KUBECONFIG is not set");
              assertThat(reason.advice()).contains("set KUBECONFIG");
            });
  }

  @Test
  void isNotConfiguredWhileTheFileIsMissing() throws IOException {
    Path file = folder.resolve("later");
    KubernetesClients clients = clients(file.toString());

    assertThat(clients.notConfigured())
        .get()
        .satisfies(reason -> assertThat(reason.response()).contains(file.toString()));

    cluster.writeKubeconfig(file);
    assertThat(clients.notConfigured()).isEmpty();
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void usesTheServiceAccountOfThePod() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a token");

    KubernetesClients clients =
        new KubernetesClients(new KubernetesProperties(null, "ci", "velero"), token, "1.2.3");

    assertThat(clients.notConfigured()).isEmpty();
  }

  @Test
  void limitsTimesAndNeverRetries() {
    KubernetesClients clients = clients(kubeconfig());
    try {
      KubernetesClient client = clients.client(Duration.ofSeconds(30));

      assertThat(client.getConfiguration().getConnectionTimeout()).isEqualTo(3_000);
      assertThat(client.getConfiguration().getRequestRetryBackoffLimit()).isZero();
      assertThat(client.getConfiguration().isOnlyHttpWatches()).isTrue();
      assertThat(client.getConfiguration().getUserAgent()).isEqualTo("signalbox/1.2.3");
      assertThat(client.getNamespace()).isEqualTo("circleci-server");
      assertThat(clients.client(Duration.ofSeconds(30))).isSameAs(client);
    } finally {
      clients.destroy();
    }
  }

  @Test
  void acceptsANoProxyThatTheClientDoesNotSupport() {
    withProperties(
        Map.of(
            "https.proxy", "http://proxy.example:3128",
            "http.proxy", "http://proxy.example:3128",
            "no.proxy", "10.0.0.0/8, *.svc,,127.0.0.1"),
        () -> {
          KubernetesClients clients = clients(kubeconfig());
          try {
            KubernetesClient client = clients.client(LIMIT);

            assertThat(client.getConfiguration().getNoProxy())
                .containsExactly("10.0.0.0/8", ".svc", "127.0.0.1");
            assertThat(client.pods().inNamespace("default").list().getItems()).isEmpty();
          } finally {
            clients.destroy();
          }
        });
  }

  @Test
  void usesNoProxyForAnyHostIfAllAreExcluded() {
    withProperties(
        Map.of("http.proxy", "http://proxy.example:3128", "no.proxy", "*"),
        () -> {
          KubernetesClients clients = clients(kubeconfig());
          try {
            assertThat(clients.client(LIMIT).pods().inNamespace("default").list().getItems())
                .isEmpty();
          } finally {
            clients.destroy();
          }
        });
  }

  @Test
  void namesAnInvalidKubeconfigInTheFailureOfACall() throws IOException {
    Path file = Files.writeString(folder.resolve("broken"), "clusters: [");
    try (FakeClusterConnection connection = new FakeClusterConnection(file, Clock.systemUTC())) {
      assertThat(connection.clients().notConfigured()).isEmpty();
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(
              () ->
                  connection
                      .calls()
                      .read(
                          KubernetesRequest.list("list the pods", PODS, "ci"),
                          client -> client.pods().inNamespace("ci").list()))
          .satisfies(e -> assertThat(e.advice()).contains("KUBECONFIG"));
    }
  }

  private String kubeconfig() {
    return cluster.writeKubeconfig(folder.resolve("kubeconfig")).toString();
  }

  private static KubernetesClients clients(@Nullable String kubeconfig) {
    return new KubernetesClients(
        new KubernetesProperties(kubeconfig, "circleci-server", "velero"),
        Path.of("/missing/token"),
        "1.2.3");
  }

  private static void withProperties(Map<String, String> properties, Runnable test) {
    properties.forEach(System::setProperty);
    try {
      test.run();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
