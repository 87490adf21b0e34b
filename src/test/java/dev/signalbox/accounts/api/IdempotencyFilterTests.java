package dev.signalbox.accounts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A repeated POST with the same key is not executed again. */
@InstallationTest
class IdempotencyFilterTests {

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockApiClient script;

  @Autowired
  IdempotencyFilterTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void createToken() {
    script =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));
  }

  @Test
  void repeatsTheFirstResponse() {
    MvcTestResult first = create("nightly", "key-1");
    assertThat(first).hasStatus(201);

    MvcTestResult again = create("nightly", "key-1");

    assertThat(again).hasStatus(201).hasHeader("Idempotency-Replayed", "true");
    assertThat(again).hasContentType("application/json");
    assertThat(MockBrowser.body(again)).isEqualTo(MockBrowser.body(first)).contains("sbx_");
    assertThat(again.getResponse().getHeader("Location"))
        .isEqualTo(first.getResponse().getHeader("Location"));
    assertThat(records.count("api_token where name = 'nightly'")).isOne();
  }

  @Test
  void encryptsTheStoredResponse() {
    String body = MockBrowser.body(create("nightly", "key-1"));
    String secret = body.replaceFirst("(?s).*\"(sbx_[^\"]+)\".*", "$1");
    byte[] kept =
        database
            .sql("select sealed_body from api_answer")
            .query((row, number) -> row.getBytes(1))
            .single();

    assertThat(secret).startsWith("sbx_");
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(secret, "nightly");
  }

  @Test
  void rejectsAnotherRequestWithTheSameKey() {
    create("nightly", "key-1");

    assertThat(create("weekly", "key-1"))
        .hasStatus(422)
        .bodyText()
        .contains("urn:signalbox:problem:key-reused");
  }

  @Test
  void separatesTheKeysOfTokens() {
    create("nightly", "key-1");
    script =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.VIEWER), "read,write"));

    assertThat(create("weekly", "key-1")).hasStatus(201);
  }

  @Test
  void executesOneOfManyConcurrentRequests() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MvcTestResult>> calls =
          Stream.generate(() -> pool.submit(() -> create("nightly", "key-1"))).limit(8).toList();
      for (Future<MvcTestResult> call : calls) {
        assertThat(call.get().getResponse().getStatus()).isIn(201, 409);
      }
    }
    assertThat(records.count("api_token where name = 'nightly'")).isOne();
  }

  @Test
  void rejectsAKeyWithAnUnknownOutcome() {
    create("nightly", "key-1");
    database.sql("update api_answer set status = null, sealed_body = null").update();

    assertThat(create("nightly", "key-1"))
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:key-in-use");
  }

  @Test
  void deletesResponsesAfterADay() {
    create("nightly", "key-1");
    TestInstallation.clock().advance(Duration.ofHours(24).plusSeconds(1));

    assertThat(create("nightly", "key-1")).hasStatus(201);
    assertThat(records.count("api_token where name = 'nightly'")).isEqualTo(2);
  }

  @Test
  void storesRefusalsToo() {
    assertThat(create("", "key-1")).hasStatus(422);
    assertThat(create("", "key-1")).hasStatus(422).hasHeader("Idempotency-Replayed", "true");
  }

  @Test
  void executesAgainAfterAConflictThatNoLongerExists() {
    suspend("a");
    assertThat(suspend("key-1")).hasStatus(409);
    assertThat(script.delete(suspension())).hasStatusOk();

    MvcTestResult again = suspend("key-1");

    assertThat(again).hasStatusOk().doesNotContainHeader("Idempotency-Replayed");
    assertThat(suspend("key-1")).hasStatusOk().hasHeader("Idempotency-Replayed", "true");
  }

  @Test
  void executesAgainAfterAPermissionWasGranted() {
    script =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.VIEWER), "read,write"));
    assertThat(suspend("key-1")).hasStatus(403);
    database.sql("update account set role = 'ADMIN'").update();

    assertThat(suspend("key-1")).hasStatusOk().doesNotContainHeader("Idempotency-Replayed");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 409, 412, 425, 429, 500, 502, 503, 504})
  void keepsNoTemporaryResponse(int status) {
    assertThat(IdempotencyFilter.isFinal(status)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 303, 400, 405, 413, 415, 422})
  void keepsFinalResponses(int status) {
    assertThat(IdempotencyFilter.isFinal(status)).isTrue();
  }

  private MvcTestResult suspend(String key) {
    return script.send(
        HttpMethod.POST,
        suspension(),
        request ->
            MockApiClient.body("{\"reason\":\"left\"}")
                .apply(request)
                .header("Idempotency-Key", key));
  }

  private String suspension() {
    return "/api/v1/users/" + records.accountId(Persona.MEMBER) + "/suspension";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "\u00fcmlaut"})
  void rejectsInvalidKeys(String key) {
    assertThat(create("nightly", key)).hasStatus(422).bodyText().contains("Idempotency-Key");
  }

  private MvcTestResult create(String name, String key) {
    String expires = TestInstallation.clock().instant().plus(Duration.ofDays(2)).toString();
    // identical requests within a test, independent of the clock
    String body =
        "{\"name\":\"" + name + "\",\"scopes\":[\"read\"],\"expires_at\":\"" + day(expires) + "\"}";
    return script.send(
        HttpMethod.POST,
        "/api/v1/tokens",
        request -> MockApiClient.body(body).apply(request).header("Idempotency-Key", key));
  }

  private static String day(String instant) {
    return instant.substring(0, 10) + "T00:00:00Z";
  }
}
