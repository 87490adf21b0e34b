package dev.signalbox.accounts.signin;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.InstalledCommands;
import dev.signalbox.testing.RequiresCommand;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.SseTestClient;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics endpoint, after a few sign-ins. */
@Tag("integration")
class PrometheusMetricsTests {

  private final RunningConsole console = RunningConsole.shared();

  @BeforeEach
  void someTraffic() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    admin.get("/");
    HttpBrowser.at(console).signIn(Persona.OUTSIDER);
    SseTestClient stream = admin.openEventStream();
    stream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signalbox_sign_ins_total{outcome=\"admitted\"}",
        "signalbox_sign_ins_total{outcome=\"outside",
        "signalbox_sessions ",
        "signalbox_session_check_seconds_count ",
        "signalbox_remote_calls_seconds_count{",
        "signalbox_live_streams "
      })
  void exportsTheDocumentedMetrics(String sample) {
    assertThat(metrics()).anyMatch(line -> line.startsWith(sample));
  }

  @Test
  void tagsRemoteCallsWithSystemAndOutcome() {
    assertThat(metrics())
        .anyMatch(
            line ->
                line.startsWith("signalbox_remote_calls_seconds_count{")
                    && line.contains("system=\"github\"")
                    && line.contains("outcome=\"answered\""));
  }

  @Test
  void excludesSpringSecurityMetrics() {
    assertThat(metrics()).noneMatch(line -> line.contains("spring_security"));
  }

  @Test
  void containsNoUserNames() {
    assertThat(metrics())
        .noneMatch(line -> line.contains(Persona.OUTSIDER.login()))
        .noneMatch(line -> line.contains(Persona.ADMIN.displayName()));
  }

  @Test
  @RequiresCommand(value = "promtool", debianPackage = "prometheus")
  void passesPromtoolLint() throws IOException, InterruptedException {
    String ours =
        metrics().stream().filter(line -> line.contains("signalbox_")).collect(joining("\n"));

    Path promtool = InstalledCommands.find("promtool").orElseThrow();
    Process lint =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = lint.getOutputStream()) {
      in.write((ours + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String complaints = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(lint.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ours).contains("# TYPE signalbox_session_check_seconds");
    assertThat(complaints).isEmpty();
    assertThat(lint.exitValue()).isZero();
  }

  private List<String> metrics() {
    Stream<String> lines =
        HttpBrowser.atManagementPort(console)
            .get(
                "/actuator/prometheus",
                "Authorization",
                "Bearer " + TestInstallation.PROMETHEUS_TOKEN)
            .body()
            .lines();
    return lines.toList();
  }
}
