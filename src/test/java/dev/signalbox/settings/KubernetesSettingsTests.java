package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSettingsTests {

  @Test
  void hasTheNamespacesOfTheGuideByDefault() {
    assertThat(TestEnvironment.complete().read().kubernetes())
        .isEqualTo(new Settings.Kubernetes(null, "circleci-server", null))
        .returns("velero", settings -> settings.veleroNamespace());
  }

  @Test
  void readsAllVariables() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.KUBECONFIG, "/etc/signalbox/kubeconfig")
                .with(EnvironmentVariable.KUBERNETES_NAMESPACE, "ci")
                .with(EnvironmentVariable.VELERO_NAMESPACE, "backup")
                .read()
                .kubernetes())
        .isEqualTo(new Settings.Kubernetes("/etc/signalbox/kubeconfig", "ci", "backup"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CI", "ci/a", "-ci", "ci-", "ci.a"})
  void rejectsAnInvalidNamespace(String name) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.KUBERNETES_NAMESPACE, name)
                .violations())
        .singleElement()
        .returns(EnvironmentVariable.KUBERNETES_NAMESPACE, violation -> violation.variable())
        .returns("is not a valid namespace: " + name, violation -> violation.message());
  }
}
