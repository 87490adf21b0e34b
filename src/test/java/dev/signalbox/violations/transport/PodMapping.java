package dev.signalbox.violations.transport;

import static dev.signalbox.architecture.ArchitectureRules.ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT;

import dev.signalbox.violations.Complies;
import io.fabric8.kubernetes.api.model.Pod;

/** Uses a model of the Kubernetes client in a transport package. */
@Complies(ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT)
final class PodMapping {

  private PodMapping() {}

  static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
