package dev.signalbox.accounts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
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

/** A POST that is sent again under its key is not done again. */
@InstallationTest
class IdempotencyTests {

  private final Browsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private final Books books;
  private Script script;

  @Autowired
  IdempotencyTests(Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.books = new Books(database);
    this.script = new Script(console, "");
  }

  @BeforeEach
  void makeAToken() {
    script = new Script(console, Script.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));
  }

  @Test
  void answersAgainWhatItAnsweredFirst() {
    MvcTestResult first = make("nightly", "key-1");
    assertThat(first).hasStatus(201);

    MvcTestResult again = make("nightly", "key-1");

    assertThat(again).hasStatus(201).hasHeader("Idempotency-Replayed", "true");
    assertThat(again).hasContentType("application/json");
    assertThat(Browser.body(again)).isEqualTo(Browser.body(first)).contains("sbx_");
    assertThat(again.getResponse().getHeader("Location"))
        .isEqualTo(first.getResponse().getHeader("Location"));
    assertThat(books.count("api_token where name = 'nightly'")).isOne();
  }

  @Test
  void keepsTheNewTokenSealed() {
    String body = Browser.body(make("nightly", "key-1"));
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
  void refusesAnotherRequestUnderTheSameKey() {
    make("nightly", "key-1");

    assertThat(make("weekly", "key-1"))
        .hasStatus(422)
        .bodyText()
        .contains("urn:signalbox:problem:key-reused");
  }

  @Test
  void keepsTheKeysOfTokensApart() {
    make("nightly", "key-1");
    script = new Script(console, Script.newToken(browsers.signedIn(Persona.VIEWER), "read,write"));

    assertThat(make("weekly", "key-1")).hasStatus(201);
  }

  @Test
  void letsOneOfManyAtOnceWork() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MvcTestResult>> calls =
          Stream.generate(() -> pool.submit(() -> make("nightly", "key-1"))).limit(8).toList();
      for (Future<MvcTestResult> call : calls) {
        assertThat(call.get().getResponse().getStatus()).isIn(201, 409);
      }
    }
    assertThat(books.count("api_token where name = 'nightly'")).isOne();
  }

  @Test
  void doesNothingUnderAKeyOfWhichNobodyKnowsWhatCameOfIt() {
    make("nightly", "key-1");
    database.sql("update api_answer set status = null, sealed_body = null").update();

    assertThat(make("nightly", "key-1"))
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:key-in-use");
  }

  @Test
  void forgetsAfterADay() {
    make("nightly", "key-1");
    TestInstallation.clock().advance(Duration.ofHours(24).plusSeconds(1));

    assertThat(make("nightly", "key-1")).hasStatus(201);
    assertThat(books.count("api_token where name = 'nightly'")).isEqualTo(2);
  }

  @Test
  void keepsARefusalToo() {
    assertThat(make("", "key-1")).hasStatus(422);
    assertThat(make("", "key-1")).hasStatus(422).hasHeader("Idempotency-Replayed", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "\u00fcmlaut"})
  void takesNoStrangeKey(String key) {
    assertThat(make("nightly", key)).hasStatus(422).bodyText().contains("Idempotency-Key");
  }

  private MvcTestResult make(String name, String key) {
    String expires = TestInstallation.clock().instant().plus(Duration.ofDays(2)).toString();
    // the same request within a test, whatever the clock says
    String body =
        "{\"name\":\"" + name + "\",\"scopes\":[\"read\"],\"expires_at\":\"" + day(expires) + "\"}";
    return script.send(
        HttpMethod.POST,
        "/api/v1/tokens",
        request -> Script.body(body).apply(request).header("Idempotency-Key", key));
  }

  private static String day(String instant) {
    return instant.substring(0, 10) + "T00:00:00Z";
  }
}
