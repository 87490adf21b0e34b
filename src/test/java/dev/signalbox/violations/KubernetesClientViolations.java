package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT;

import dev.signalbox.remote.Adapter;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Uses of the Kubernetes client outside an adapter and a transport package. */
final class KubernetesClientViolations {

  private KubernetesClientViolations() {}

  @Violates(ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT)
  static final class WithClient {
    void call(KubernetesClient client) {
      client.close();
    }
  }

  @Violates(ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT)
  static final class WithModel {
    String name(Pod pod) {
      return pod.getMetadata().getName();
    }
  }

  @Complies(ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT)
  @Adapter
  static final class KubernetesAdapter implements SwitchPort {

    private final KubernetesClient client;

    KubernetesAdapter(KubernetesClient client) {
      this.client = client;
    }

    @Override
    public boolean isOn(String name) {
      return client.pods().inNamespace("default").withName(name).isReady();
    }

    @Override
    public void turnOn(String name) {}

    @Override
    public void turnOff(String name) {}
  }
}
