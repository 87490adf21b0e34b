package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port: health, info and metrics. */
@Tag("integration")
class ManagementPortTests {

  private static final String METRICS = "/actuator/prometheus";

  private final RunningConsole console = RunningConsole.shared();
  private final HttpBrowser monitor = HttpBrowser.atManagementPort(console);

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
  void reportsHealthWithoutCredentials(String path) {
    HttpResponse<String> answer = monitor.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("postgresql");
  }

  @Test
  void reportsTheVersionWithoutCredentials() {
    assertThat(monitor.get("/actuator/info").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesMetricsWithoutAToken() {
    HttpResponse<String> answer = monitor.get(METRICS);

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
  void refusesMetricsWithAWrongToken(String authorization) {
    assertThat(monitor.get(METRICS, "Authorization", authorization).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TestInstallation.PROMETHEUS_TOKEN, TestInstallation.NEXT_PROMETHEUS_TOKEN})
  void returnsMetricsForEitherToken(String token) {
    assertThat(monitor.get(METRICS, "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER "})
  void readsTheSchemeRegardlessOfCase(String scheme) {
    assertThat(
            monitor
                .get(METRICS, "Authorization", scheme + TestInstallation.PROMETHEUS_TOKEN)
                .statusCode())
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
        monitor.get(path, "Authorization", "Bearer " + TestInstallation.PROMETHEUS_TOKEN);

    assertThat(answer.statusCode()).isIn(401, 403, 404);
    assertThat(answer.body()).doesNotContain("acme-ci");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/health", METRICS})
  void isTheOnlyPortWithTheseEndpoints(String path) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    assertThat(HttpBrowser.location(HttpBrowser.at(console).get(path))).startsWith("/sign-in");
    assertThat(
            admin
                .get(path, "Authorization", "Bearer " + TestInstallation.PROMETHEUS_TOKEN)
                .statusCode())
        .isEqualTo(404);
  }
}
