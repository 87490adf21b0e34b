package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests the rate limits of two instances behind a trusted proxy, over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class RateLimiterTests {

  private static final int LIMIT = 10;
  private static final String METRICS = "/actuator/prometheus";
  private static final String USERS = "/api/v1/users";

  private RunningConsole console;
  private RunningConsole other;

  @BeforeAll
  void start() {
    Map<String, String> database = TestDatabase.createEmpty();
    Map<String, String> settings =
        Map.of(
            "signalbox.rate-limit",
            Integer.toString(LIMIT),
            "signalbox.trusted-proxies",
            "127.0.0.0/8");
    console = RunningConsole.start(database, settings);
    other = RunningConsole.start(database, settings);
  }

  @AfterAll
  void stop() {
    other.close();
    console.close();
  }

  @BeforeEach
  void reset() {
    console.reset();
    // all buckets are full again
    TestInstallation.clock().advance(Duration.ofMinutes(5));
  }

  @Test
  void limitsSignInStartsPerAddressOnAllInstances() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(startSignIn(i % 2 == 0 ? console : other, "203.0.113.1").statusCode())
          .isEqualTo(302);
    }

    HttpResponse<String> limited = startSignIn(console, "203.0.113.1");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(limited.body()).contains("Too many requests");
    assertThat(startSignIn(other, "203.0.113.1").statusCode()).isEqualTo(429);
    assertThat(startSignIn(other, "203.0.113.2").statusCode()).isEqualTo(302);
  }

  @Test
  void allowsSignInStartsAgainAfterTheTimeInRetryAfter() {
    HttpResponse<String> last = startSignIn(console, "203.0.113.3");
    for (int i = 0; i < LIMIT; i++) {
      last = startSignIn(console, "203.0.113.3");
    }
    assertThat(last.statusCode()).isEqualTo(429);

    TestInstallation.clock()
        .advance(Duration.ofSeconds(last.headers().firstValueAsLong("Retry-After").getAsLong()));

    assertThat(startSignIn(console, "203.0.113.3").statusCode()).isEqualTo(302);
  }

  @Test
  void limitsInvalidTokensPerAddressButNotValidOnes() {
    HttpApiClient script = HttpApiClient.forAdmin(console, "read");
    for (int i = 0; i < LIMIT; i++) {
      assertThat(sendInvalidToken(i % 2 == 0 ? console : other, "127.0.0.1").statusCode())
          .isEqualTo(401);
    }

    HttpResponse<String> limited = sendInvalidToken(console, "127.0.0.1");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(limited.body()).contains("too-many-attempts");
    assertThat(sendInvalidToken(other, "127.0.0.1").statusCode()).isEqualTo(429);
    assertThat(sendInvalidToken(other, "203.0.113.4").statusCode()).isEqualTo(401);
    assertThat(script.send("GET", USERS, new byte[0]).statusCode()).isEqualTo(200);
  }

  @Test
  void limitsInvalidWebhookSignaturesPerAddressButNotValidOnes() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(sendWebhook(i % 2 == 0 ? console : other, "203.0.113.6", "sha256=0").statusCode())
          .isEqualTo(403);
    }

    HttpResponse<String> limited = sendWebhook(console, "203.0.113.6", "sha256=0");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(sendWebhook(other, "203.0.113.6", "sha256=0").statusCode()).isEqualTo(429);
    assertThat(sendWebhook(other, "203.0.113.7", "sha256=0").statusCode()).isEqualTo(403);
    for (int i = 0; i <= LIMIT; i++) {
      assertThat(
              TestInstallation.gitHub()
                  .deliver(
                      console.address().resolve("/webhooks/github"),
                      "ping",
                      "{}",
                      TestInstallation.WEBHOOK_SECRET))
          .isEqualTo(200);
    }
  }

  @Test
  void limitsInvalidMetricsTokensPerAddressButNotValidOnes() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(readMetrics("wrong").statusCode()).isEqualTo(401);
    }

    HttpResponse<String> limited = readMetrics("wrong");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(HttpBrowser.atManagementPort(other).get(METRICS).statusCode()).isEqualTo(401);
    for (int i = 0; i <= LIMIT; i++) {
      assertThat(readMetrics(TestInstallation.PROMETHEUS_TOKEN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void limitsUnknownTokensOfTheWallPerAddressAndOnlyThem() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(openWall(i % 2 == 0 ? console : other, "203.0.113.8").statusCode()).isEqualTo(404);
    }

    HttpResponse<String> limited = openWall(console, "203.0.113.8");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(limited.body()).contains("Too many wrong links").doesNotContain("Builds running");
    assertThat(openWall(other, "203.0.113.9").statusCode()).isEqualTo(404);
  }

  @Test
  void countsAnIpv6NetworkAsOneAddress() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(startSignIn(console, "2001:db8:0:1::" + i).statusCode()).isEqualTo(302);
    }

    assertThat(startSignIn(console, "2001:db8:0:1:ffff::1").statusCode()).isEqualTo(429);
    assertThat(startSignIn(console, "2001:db8:0:2::1").statusCode()).isEqualTo(302);
  }

  @Test
  void limitsSignInsPerUserFromAllAddresses() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(signIn(Persona.VIEWER, "198.51.100." + i).statusCode()).isEqualTo(302);
    }

    HttpResponse<String> limited = signIn(Persona.VIEWER, "198.51.100.99");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(signIn(Persona.ADMIN, "198.51.100.99").statusCode()).isEqualTo(302);
  }

  @Test
  void deletesExpiredBuckets() {
    startSignIn(console, "203.0.113.5");
    console.database().sql("update rate_limit set expires_at = 1").update();

    console.bean(RateLimiter.class).deleteExpired();

    assertThat(new DatabaseTestClient(console.database()).count("rate_limit")).isZero();
  }

  private static HttpResponse<String> startSignIn(RunningConsole console, String address) {
    return HttpBrowser.at(console).get("/sign-in/github", "X-Forwarded-For", address);
  }

  private static HttpResponse<String> openWall(RunningConsole console, String address) {
    return HttpBrowser.at(console).get("/wall/sbw_" + "0".repeat(43), "X-Forwarded-For", address);
  }

  private HttpResponse<String> signIn(Persona persona, String address) {
    HttpBrowser browser = HttpBrowser.at(console);
    HttpResponse<String> start = browser.get("/sign-in/github", "X-Forwarded-For", address);
    URI back = TestInstallation.gitHub().choose(persona, URI.create(HttpBrowser.location(start)));
    return browser.get(back.getRawPath() + "?" + back.getRawQuery(), "X-Forwarded-For", address);
  }

  private static HttpResponse<String> sendWebhook(
      RunningConsole console, String address, String signature) {
    return HttpBrowser.at(console)
        .send(
            "POST",
            "/webhooks/github",
            request ->
                request.headers("X-Forwarded-For", address, "X-Hub-Signature-256", signature));
  }

  private HttpResponse<String> readMetrics(String token) {
    return HttpBrowser.atManagementPort(console).get(METRICS, "Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> sendInvalidToken(RunningConsole console, String address) {
    return HttpBrowser.at(console)
        .get(USERS, "Authorization", "Bearer sbx_" + "0".repeat(49), "X-Forwarded-For", address);
  }
}
