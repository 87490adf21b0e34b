package dev.signalbox.kubernetes;

import dev.signalbox.sandbox.kubernetes.FakeCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Runs against the fake that other tests and the sandbox use. */
@Tag("integration")
class FakeKubernetesApiTests extends KubernetesApiTestCases {

  private final FakeCluster cluster = FakeCluster.start();
  private final KubernetesClient admin = cluster.client();

  @Override
  KubernetesClient admin() {
    return admin;
  }

  @Override
  Path prepare(Path file) {
    cluster
        .objects()
        .create(
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"contract\"}}");
    return cluster.writeKubeconfig(file);
  }

  @Override
  String namespace() {
    return "contract";
  }

  @Override
  void installDefinitions() {
    cluster.install(ContractResources.definitions());
  }

  @Override
  boolean removeDefinition(String name) {
    cluster.uninstall(name);
    return true;
  }

  @Override
  void deny(String verb, ResourceKind kind) {
    cluster.access().deny(verb, kind.qualifiedName());
  }

  @Override
  void allowAll() {
    cluster.access().reset();
  }

  @Override
  void forgetVersions() {
    cluster.objects().compact();
  }

  @Override
  void cleanUp() {
    admin.close();
    cluster.close();
  }
}
