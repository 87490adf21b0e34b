package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.AcmeInstallation.ACME;
import static dev.signalbox.sandbox.github.GitHubTestClient.authorizeAt;
import static dev.signalbox.sandbox.github.GitHubTestClient.header;
import static dev.signalbox.sandbox.github.GitHubTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tests of rate limits, pagination, entity tags, webhooks and faults. */
@Tag("integration")
class FakeGitHubTrafficTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final FakeGitHub github = FakeGitHub.start(0, clock);
  private final GitHubTestClient client = new GitHubTestClient();
  private final String bearer = "Bearer " + github.tokenFor(Persona.ADMIN, "read:user", "read:org");

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void countsEveryRequestAgainstTheHourlyLimit() throws Exception {
    HttpResponse<String> response = get("/user");

    assertThat(header(response, "x-ratelimit-limit")).isEqualTo("5000");
    assertThat(header(response, "x-ratelimit-remaining")).isEqualTo("4999");
    assertThat(header(response, "x-ratelimit-used")).isEqualTo("1");
    assertThat(header(response, "x-ratelimit-resource")).isEqualTo("core");
    assertThat(header(response, "x-ratelimit-reset"))
        .isEqualTo(Long.toString(clock.instant().plusSeconds(3600).getEpochSecond()));
  }

  @Test
  void returns304ForAKnownEntityTagWithoutUsingTheRateLimit() throws Exception {
    String tag = header(get("/user"), "ETag");

    HttpResponse<String> again =
        client.get(api("/user"), "Authorization", bearer, "If-None-Match", tag);

    assertThat(tag).startsWith("W/\"");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "x-ratelimit-remaining")).isEqualTo("4999");
  }

  @Test
  void returnsTheBodyAfterAChange() throws Exception {
    String tag = header(get("/user/memberships/orgs/acme"), "ETag");
    github.invite(Persona.ADMIN, ACME);

    HttpResponse<String> again =
        client.get(
            api("/user/memberships/orgs/acme"), "Authorization", bearer, "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void linksPages() throws Exception {
    HttpResponse<String> first = get("/user/orgs?per_page=1");

    assertThat(json(first)).hasSize(1);
    assertThat(header(first, "Link"))
        .isEqualTo(
            "<%1$s?per_page=1&page=2>; rel=\"next\", <%1$s?per_page=1&page=2>; rel=\"last\""
                .formatted(api("/user/orgs")));
    HttpResponse<String> second = get("/user/orgs?per_page=1&page=2");
    assertThat(header(second, "Link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
    assertThat(second.body()).isNotEqualTo(first.body());
    assertThat(header(get("/user/orgs"), "Link")).isEmpty();
  }

  @Test
  void rejectsRequestsAboveTheHourlyLimit() throws Exception {
    github.setRateLimit(1);

    assertThat(get("/user").statusCode()).isEqualTo(200);
    HttpResponse<String> rejected = get("/user");

    assertThat(rejected.statusCode()).isEqualTo(403);
    assertThat(header(rejected, "x-ratelimit-remaining")).isEqualTo("0");
    assertThat(json(rejected).get("message").stringValue())
        .isEqualTo("API rate limit exceeded for user ID 1001.");
    clock.advance(Duration.ofHours(1));
    assertThat(get("/user").statusCode()).isEqualTo(200);
  }

  @Test
  void canRejectWithTooManyRequests() throws Exception {
    github.setRateLimit(0, 429);

    assertThat(get("/user").statusCode()).isEqualTo(429);
  }

  @Test
  void sendsRetryAfterForASecondaryLimit() throws Exception {
    github.startSecondaryLimit(Duration.ofSeconds(90));

    HttpResponse<String> rejected = get("/user");

    assertThat(rejected.statusCode()).isEqualTo(403);
    assertThat(header(rejected, "retry-after")).isEqualTo("90");
    clock.advance(Duration.ofSeconds(90));
    assertThat(get("/user").statusCode()).isEqualTo(200);
  }

  @Test
  void signsWebhooksAndSendsADeliveryId() throws Exception {
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
      String json = github.memberRemovedEvent(Persona.VIEWER, ACME);

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
  void deniesEverythingExceptTheAuthorizationPage() throws Exception {
    github.faults().set(Faults.Kind.DENYING);

    assertThat(get("/user").statusCode()).isEqualTo(403);
    assertThat(client.get(authorizeAt(github)).statusCode()).isEqualTo(200);
    github.faults().set(Faults.Kind.NONE);
    assertThat(get("/user").statusCode()).isEqualTo(200);
  }

  @Test
  void closesTheConnectionWhenDown() {
    github.faults().set(Faults.Kind.DOWN);

    assertThatThrownBy(() -> get("/user")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.get(authorizeAt(github))).isInstanceOf(IOException.class);
  }

  @Test
  void sendsMalformedBodiesWithStatus200() throws Exception {
    github.faults().set(Faults.Kind.MALFORMED);
    HttpResponse<String> html = get("/user");
    github.faults().setMalformed(Faults.MalformedBody.TRUNCATED_JSON);
    HttpResponse<String> truncated = get("/user");

    assertThat(html.statusCode()).isEqualTo(200);
    assertThat(header(html, "Content-Type")).startsWith("text/html");
    assertThat(header(truncated, "Content-Type")).startsWith("application/json");
    assertThatThrownBy(() -> json(truncated)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void delaysResponsesUntilTheFaultChanges() throws Exception {
    github.faults().setDelay(Duration.ofMinutes(5));
    CompletableFuture<HttpResponse<String>> waiting = client.getAsync(api("/user"), bearer);
    assertThat(client.get(authorizeAt(github)).statusCode()).isEqualTo(200);
    assertThat(waiting).isNotDone();

    github.faults().set(Faults.Kind.NONE);

    assertThat(waiting.get().statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.get(api(path), "Authorization", bearer);
  }

  private String api(String path) {
    return github.apiAddress() + path;
  }
}
