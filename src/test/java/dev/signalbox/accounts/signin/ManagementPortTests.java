package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port for those who watch over the console. */
class ManagementPortTests {

  private static final String METRICS = "/actuator/prometheus";

  private final RunningConsole console = RunningConsole.ofTheRun();
  private final WireBrowser watcher = WireBrowser.atManagementOf(console);

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
  void tellsEverybodyWhetherItIsUp(String path) {
    HttpResponse<String> answer = watcher.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("postgresql");
  }

  @Test
  void tellsEverybodyWhichVersionRuns() {
    assertThat(watcher.get("/actuator/info").statusCode()).isEqualTo(200);
  }

  @Test
  void givesMetricsToNobodyWithoutAToken() {
    HttpResponse<String> answer = watcher.get(METRICS);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer ",
        "Bearer",
        "Basic " + TestInstallation.PROMETHEUS_TOKEN,
        TestInstallation.PROMETHEUS_TOKEN,
        "Bearer " + TestInstallation.PROMETHEUS_TOKEN + "x",
        "Bearer " + TestInstallation.PROMETHEUS_TOKEN + "," + TestInstallation.NEXT_PROMETHEUS_TOKEN
      })
  void givesMetricsToNobodyWithAWrongToken(String authorization) {
    assertThat(watcher.get(METRICS, "Authorization", authorization).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TestInstallation.PROMETHEUS_TOKEN, TestInstallation.NEXT_PROMETHEUS_TOKEN})
  void givesMetricsToTheBearerOfEitherToken(String token) {
    assertThat(watcher.get(METRICS, "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/users",
        "/sign-in",
        "/events",
        "/actuator",
        "/actuator/env",
        "/actuator/beans",
        "/actuator/heapdump",
        "/actuator/health/db",
        "/actuator/prometheus/x"
      })
  void servesNothingElse(String path) {
    HttpResponse<String> answer =
        watcher.get(path, "Authorization", "Bearer " + TestInstallation.PROMETHEUS_TOKEN);

    assertThat(answer.statusCode()).isIn(401, 403, 404);
    assertThat(answer.body()).doesNotContain("acme-ci");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/health", METRICS})
  void isTheOnlyPortWithThem(String path) {
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);

    assertThat(WireBrowser.location(WireBrowser.at(console).get(path))).startsWith("/sign-in");
    assertThat(
            admin
                .get(path, "Authorization", "Bearer " + TestInstallation.PROMETHEUS_TOKEN)
                .statusCode())
        .isEqualTo(404);
  }
}
