package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.Installation.ACME;
import static dev.signalbox.sandbox.github.Wire.authorizeAt;
import static dev.signalbox.sandbox.github.Wire.header;
import static dev.signalbox.sandbox.github.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Weather;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Limits, pages, entity tags, webhooks and the weather. */
class FakeGitHubTrafficTests {

  private final HandClock clock = new HandClock();
  private final FakeGitHub github = FakeGitHub.start(0, clock);
  private final Wire wire = new Wire();
  private final String bearer = "Bearer " + github.tokenFor(Persona.ADMIN, "read:user", "read:org");

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void countsEveryRequestAgainstTheHour() throws Exception {
    HttpResponse<String> answer = ask("/user");

    assertThat(header(answer, "x-ratelimit-limit")).isEqualTo("5000");
    assertThat(header(answer, "x-ratelimit-remaining")).isEqualTo("4999");
    assertThat(header(answer, "x-ratelimit-used")).isEqualTo("1");
    assertThat(header(answer, "x-ratelimit-resource")).isEqualTo("core");
    assertThat(header(answer, "x-ratelimit-reset"))
        .isEqualTo(Long.toString(clock.instant().plusSeconds(3600).getEpochSecond()));
  }

  @Test
  void saysNothingNewForAKnownEntityTagAndChargesNothing() throws Exception {
    String tag = header(ask("/user"), "ETag");

    HttpResponse<String> again =
        wire.get(api("/user"), "Authorization", bearer, "If-None-Match", tag);

    assertThat(tag).startsWith("W/\"");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "x-ratelimit-remaining")).isEqualTo("4999");
  }

  @Test
  void answersInFullWhenTheStoryHasMovedOn() throws Exception {
    String tag = header(ask("/user/memberships/orgs/acme"), "ETag");
    github.invite(Persona.ADMIN, ACME);

    HttpResponse<String> again =
        wire.get(api("/user/memberships/orgs/acme"), "Authorization", bearer, "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void joinsPagesByLinks() throws Exception {
    HttpResponse<String> first = ask("/user/orgs?per_page=1");

    assertThat(json(first)).hasSize(1);
    assertThat(header(first, "Link"))
        .isEqualTo(
            "<%1$s?per_page=1&page=2>; rel=\"next\", <%1$s?per_page=1&page=2>; rel=\"last\""
                .formatted(api("/user/orgs")));
    HttpResponse<String> second = ask("/user/orgs?per_page=1&page=2");
    assertThat(header(second, "Link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
    assertThat(second.body()).isNotEqualTo(first.body());
    assertThat(header(ask("/user/orgs"), "Link")).isEmpty();
  }

  @Test
  void refusesWhoeverSpentTheHour() throws Exception {
    github.rateLimit(1);

    assertThat(ask("/user").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = ask("/user");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(header(refused, "x-ratelimit-remaining")).isEqualTo("0");
    assertThat(json(refused).get("message").stringValue())
        .isEqualTo("API rate limit exceeded for user ID 1001.");
    clock.advance(Duration.ofHours(1));
    assertThat(ask("/user").statusCode()).isEqualTo(200);
  }

  @Test
  void mayRefuseWithTooManyRequestsToo() throws Exception {
    github.rateLimit(0, 429);

    assertThat(ask("/user").statusCode()).isEqualTo(429);
  }

  @Test
  void saysHowLongToWaitAfterASecondaryLimit() throws Exception {
    github.secondaryLimit(Duration.ofSeconds(90));

    HttpResponse<String> refused = ask("/user");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(header(refused, "retry-after")).isEqualTo("90");
    clock.advance(Duration.ofSeconds(90));
    assertThat(ask("/user").statusCode()).isEqualTo(200);
  }

  @Test
  void signsAndNumbersWhatItDelivers() throws Exception {
    AtomicReference<Headers> received = new AtomicReference<>();
    AtomicReference<String> body = new AtomicReference<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.set(exchange.getRequestHeaders());
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    receiver.start();
    try {
      URI to = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks");
      String json = github.memberRemoved(Persona.VIEWER, ACME);

      assertThat(github.deliver(to, "organization", "Hello, World!", "It's a Secret to Everybody"))
          .isEqualTo(202);
      // the example of "Validating webhook deliveries"
      assertThat(received.get().getFirst("X-Hub-Signature-256"))
          .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
      assertThat(github.deliver(to, "organization", json, "s", "delivery-7")).isEqualTo(202);
      assertThat(received.get().getFirst("X-GitHub-Event")).isEqualTo("organization");
      assertThat(received.get().getFirst("X-GitHub-Delivery")).isEqualTo("delivery-7");
      assertThat(new JsonMapper().readTree(body.get()).get("action").stringValue())
          .isEqualTo("member_removed");
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void refusesEverythingButTheChoiceOfAPersonaInRefusingWeather() throws Exception {
    github.weather().turn(Weather.Kind.REFUSING);

    assertThat(ask("/user").statusCode()).isEqualTo(403);
    assertThat(wire.get(authorizeAt(github)).statusCode()).isEqualTo(200);
    github.weather().turn(Weather.Kind.FINE);
    assertThat(ask("/user").statusCode()).isEqualTo(200);
  }

  @Test
  void closesTheConnectionWhenDown() {
    github.weather().turn(Weather.Kind.DOWN);

    assertThatThrownBy(() -> ask("/user")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> wire.get(authorizeAt(github))).isInstanceOf(IOException.class);
  }

  @Test
  void sendsNonsenseWithStatus200WhenLying() throws Exception {
    github.weather().turn(Weather.Kind.LYING);
    HttpResponse<String> html = ask("/user");
    github.weather().turnLying(Weather.Lie.TRUNCATED_JSON);
    HttpResponse<String> truncated = ask("/user");

    assertThat(html.statusCode()).isEqualTo(200);
    assertThat(header(html, "Content-Type")).startsWith("text/html");
    assertThat(header(truncated, "Content-Type")).startsWith("application/json");
    assertThatThrownBy(() -> json(truncated)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void answersSlowlyUntilTheWeatherChanges() throws Exception {
    github.weather().turnSlow(Duration.ofMinutes(5));
    CompletableFuture<HttpResponse<String>> waiting = wire.getLater(api("/user"), bearer);
    assertThat(wire.get(authorizeAt(github)).statusCode()).isEqualTo(200);
    assertThat(waiting).isNotDone();

    github.weather().turn(Weather.Kind.FINE);

    assertThat(waiting.get().statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return wire.get(api(path), "Authorization", bearer);
  }

  private String api(String path) {
    return github.apiAddress() + path;
  }
}
