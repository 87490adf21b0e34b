package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.FakeGitHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The addresses of the sandbox. */
class SandboxSettingsTests {

  @Test
  void followsThePortsOfASecondSandbox() {
    SandboxSettings settings =
        SandboxSettings.of(
            "--server.port=8190",
            "--management.server.port=9190",
            "--sandbox.github-port=8170",
            "--sandbox.nomad-port=8171",
            "--sandbox.kubernetes-port=8172",
            "--sandbox.folder=target/second");

    assertThat(settings.publicUrl()).isEqualTo("http://localhost:8190");
    assertThat(settings.metricsUrl()).isEqualTo("http://localhost:9190/actuator/prometheus");
    assertThat(settings.gitHubPort()).isEqualTo(8170);
    assertThat(settings.nomadPort()).isEqualTo(8171);
    assertThat(settings.kubernetesPort()).isEqualTo(8172);
    assertThat(settings.folder()).isEqualTo(Path.of("target/second"));
  }

  @Test
  void configuresThePublicAddressAndTheAddressOfGitHub(@TempDir Path folder) throws IOException {
    SandboxSettings settings =
        SandboxSettings.of(
            "--signalbox.public-url=https://console.acme.example", "--sandbox.github-port=0");

    assertThat(SandboxGitHub.properties(settings, SandboxState.in(folder, false)))
        .contains(
            "--signalbox.public-url=https://console.acme.example",
            "--signalbox.github.url=" + address());
  }

  @Test
  void printsTheAddressOfTheConfiguredNomad() {
    assertThat(SandboxSettings.of("--nomad.addr=http://nomad.acme.example:4646").nomadAddress())
        .isEqualTo(URI.create("http://nomad.acme.example:4646"));
    assertThat(
            SandboxConfiguration.addresses(
                SandboxSettings.of("--server.port=8190"), "http://nomad.acme.example:4646"))
        .contains(
            "Console                 http://localhost:8190",
            "Nomad                   http://nomad.acme.example:4646/v1/nodes");
  }

  private static URI address() {
    try (FakeGitHub gitHub = Objects.requireNonNull(SandboxGitHub.running())) {
      return gitHub.address();
    }
  }
}
