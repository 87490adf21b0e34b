package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.KubernetesProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSettingsTests {

  @Test
  void hasTheNamespacesOfTheGuideByDefault() {
    assertThat(TestEnvironment.complete().read(KubernetesProperties.class))
        .isEqualTo(new KubernetesProperties(null, "circleci-server", null))
        .returns("velero", settings -> settings.veleroNamespace());
  }

  @Test
  void readsAllVariables() {
    assertThat(
            TestEnvironment.complete()
                .with("KUBECONFIG", "/etc/signalbox/kubeconfig")
                .with("SIGNALBOX_KUBERNETES_NAMESPACE", "ci")
                .with("SIGNALBOX_VELERO_NAMESPACE", "backup")
                .read(KubernetesProperties.class))
        .isEqualTo(new KubernetesProperties("/etc/signalbox/kubeconfig", "ci", "backup"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CI", "ci/a", "-ci", "ci-", "ci.a"})
  void rejectsAnInvalidNamespace(String name) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_KUBERNETES_NAMESPACE", name).violations())
        .singleElement()
        .returns("SIGNALBOX_KUBERNETES_NAMESPACE", violation -> violation.variable())
        .returns("is not a valid namespace: " + name, violation -> violation.message());
  }
}
