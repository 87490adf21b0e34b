package dev.signalbox.kubernetes;

import dev.signalbox.testing.ContainerTest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs against K3s in a container. */
@ContainerTest
class K3sContainerTests extends RealKubernetesApiTests {

  private static final K3sContainer K3S =
      new K3sContainer(DockerImageName.parse("rancher/k3s:v1.34.1-k3s1"));

  @BeforeAll
  static void start() {
    K3S.start();
  }

  @AfterAll
  static void stop() {
    K3S.stop();
  }

  @Override
  KubernetesClient connectAsAdmin() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(K3S.getKubeConfigYaml()))
        .build();
  }
}
