package dev.signalbox.accounts.signin;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.sandbox.LiveStream;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus reads after some people came and went. */
class MetricsTests {

  private static final List<Path> PROMTOOL =
      List.of(Path.of("/usr/bin/promtool"), Path.of("/usr/local/bin/promtool"));

  private final RunningConsole console = RunningConsole.ofTheRun();

  @BeforeEach
  void someTraffic() {
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    admin.get("/");
    WireBrowser.at(console).signIn(Persona.OUTSIDER);
    LiveStream stream = admin.listen();
    stream.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signalbox_sign_ins_total{outcome=\"admitted\"}",
        "signalbox_sign_ins_total{outcome=\"outside",
        "signalbox_sessions ",
        "signalbox_gate_seconds_count ",
        "signalbox_remote_calls_seconds_count{",
        "signalbox_live_streams "
      })
  void namesWhatAnAdminWantsToWatch(String sample) {
    assertThat(metrics()).anyMatch(line -> line.startsWith(sample));
  }

  @Test
  void tellsRemoteCallsApartBySystemAndOutcome() {
    assertThat(metrics())
        .anyMatch(
            line ->
                line.startsWith("signalbox_remote_calls_seconds_count{")
                    && line.contains("system=\"github\"")
                    && line.contains("outcome=\"answered\""));
  }

  @Test
  void leavesOutTheSecurityLibrarysOwnFamilies() {
    assertThat(metrics()).noneMatch(line -> line.contains("spring_security"));
  }

  @Test
  void namesNobody() {
    assertThat(metrics())
        .noneMatch(line -> line.contains(Persona.OUTSIDER.login()))
        .noneMatch(line -> line.contains(Persona.ADMIN.displayName()));
  }

  @Test
  void isCleanForPrometheusOwnLint() throws IOException, InterruptedException {
    assumeThat(PROMTOOL).as("promtool is installed").anyMatch(Files::isExecutable);
    String ours =
        metrics().stream().filter(line -> line.contains("signalbox_")).collect(joining("\n"));

    Path promtool = PROMTOOL.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Process lint =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = lint.getOutputStream()) {
      in.write((ours + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String complaints = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(lint.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ours).contains("# TYPE signalbox_gate_seconds");
    assertThat(complaints).isEmpty();
    assertThat(lint.exitValue()).isZero();
  }

  private List<String> metrics() {
    Stream<String> lines =
        WireBrowser.atManagementOf(console)
            .get(
                "/actuator/prometheus",
                "Authorization",
                "Bearer " + TestInstallation.PROMETHEUS_TOKEN)
            .body()
            .lines();
    return lines.toList();
  }
}
