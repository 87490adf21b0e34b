package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.signalbox.artifacts.policy.ContentTypePolicy;
import dev.signalbox.artifacts.policy.ContentTypes;
import dev.signalbox.artifacts.policy.CurrentPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Opens a corpus of hostile files in the browser of an admin. Each file reports what it could read
 * of the console.
 */
@BrowserTest
class HostileArtifactTests {

  private static final AttackerSite ATTACKER = AttackerSite.start();
  private static final HostileScript SCRIPT =
      new HostileScript(ListeningConsole.ADDRESS, ATTACKER.address());
  private static final List<HostileFile> FILES = HostileFiles.of(SCRIPT, ATTACKER.address());

  /**
   * Uses each file as a script, and those whose names match as all that a page can embed. Returns
   * what the browser has neither run nor refused after half a minute.
   */
  private static final String EMBED =
      """
      urls => {
        const pending = new Set();
        const attempts = [];
        const attempt = (name, start) => {
          pending.add(name);
          attempts.push(new Promise(start).finally(() => pending.delete(name)));
        };
        const embed = (tag, url, attributes) => attempt(`${tag} ${url}`, done => {
          const element = Object.assign(document.createElement(tag), attributes);
          element.onload = element.onerror = done;
          document.body.append(element);
        });
        const promise = (name, start) => attempt(name, done => start().then(done, done));
        const worker = (name, start) => attempt(name, done => {
          try {
            start().onerror = done;
          } catch (e) {
            done();
          }
        });
        for (const url of urls) {
          embed('script', url, {src: url});
          if (/js$|mjs|gif|css|manifest|script\\.(svg|html|pdf)|page\\.xml/.test(url)) {
            embed('script', `${url} as module`, {src: url, type: 'module'});
            embed('link', url, {rel: 'stylesheet', href: url});
            embed('img', url, {src: url});
            // no event is sent for a download in a frame
            document.body.append(Object.assign(document.createElement('iframe'), {src: url}));
            document.body.append(Object.assign(document.createElement('object'), {data: url}));
            promise(`import ${url}`, () => import(url));
            promise(`service worker ${url}`, () => navigator.serviceWorker.register(url));
            worker(`worker ${url}`, () => new Worker(url));
            try {
              // a refusal is not always reported
              new SharedWorker(url);
            } catch (e) {
              // refused at once
            }
          }
        }
        const late = new Promise(done => setTimeout(done, 30000));
        return Promise.race([Promise.allSettled(attempts), late]).then(() => [...pending]);
      }
      """;

  private final CurrentPolicy current;
  private final JdbcClient database;

  @Autowired
  HostileArtifactTests(CurrentPolicy current, JdbcClient database) {
    this.current = current;
    this.database = database;
  }

  /** The policy in force. */
  enum Policy {
    DEFAULT,
    /** All types are on the list of rendered types, and unsafe types are allowed. */
    ALL_RENDERED;

    ContentTypePolicy value() {
      return switch (this) {
        case DEFAULT -> ContentTypePolicy.DEFAULT;
        case ALL_RENDERED -> new ContentTypePolicy(types(), Set.of(), true);
      };
    }

    private static Set<String> types() {
      return FILES.stream()
          .map(HostileFile::type)
          .filter(Objects::nonNull)
          .map(ContentTypes::parse)
          .flatMap(Optional::stream)
          .collect(Collectors.toSet());
    }
  }

  @BeforeAll
  static void store() {
    for (HostileFile file : FILES) {
      ListeningConsole.artifacts().put(key(file), file.bytes(), file.type(), null);
    }
  }

  @AfterAll
  static void stop() {
    ATTACKER.close();
  }

  @BeforeEach
  void forget() {
    ATTACKER.takeReceived();
  }

  @Test
  void areReportedIfTheyRunInThePagesOfTheConsole(BrowserWindows windows) {
    HostileWindow window = HostileWindow.open(windows);
    window
        .page()
        .route(
            "**/artifacts/unprotected.html",
            route ->
                route.fulfill(
                    new FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<script>" + SCRIPT.text() + "</script>")));

    window.open("unprotected.html");

    assertThat(window.awaitReport(0)).isTrue();
    String read = window.reports().toString();
    assertThat(read)
        .contains("\"origin\":\"" + ListeningConsole.ADDRESS, "secret=" + HostileScript.SECRET)
        .contains("\"local\":\"" + HostileScript.SECRET, "\"session\":\"" + HostileScript.SECRET)
        .contains("\"users\":\"<!DOCTYPE html>");
    assertThat(window.authenticatedRequests()).isNotEmpty();
    assertThat(window.hasSameCookies()).isFalse();

    window.page().navigate(ATTACKER.page());
    window.page().evaluate(SCRIPT.text());
    await().until(() -> !ATTACKER.takeReceived().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void readNothingOfTheConsoleWhenOpened(Policy policy, BrowserWindows windows) {
    use(policy.value());
    HostileWindow window = HostileWindow.open(windows);
    List<HostileFile> silent = new ArrayList<>();

    for (HostileFile file : FILES) {
      int before = window.reports().size();
      window.open(key(file));
      assertIsSandboxed(file, window.response(key(file)));
      if (policy == Policy.ALL_RENDERED && file.runs() && !window.awaitReport(before)) {
        silent.add(file);
      }
    }

    assertThat(silent).as("files whose script did not run").isEmpty();
    if (policy == Policy.ALL_RENDERED) {
      assertThat(window.reports()).allSatisfy(HostileArtifactTests::assertReadNothing);
    } else {
      assertThat(window.reports()).isEmpty();
    }
    assertThat(ATTACKER.takeReceived()).isEmpty();
    assertThat(window.authenticatedRequests()).isEmpty();
    assertThat(window.hasSameCookies()).isTrue();
    assertThat(window.serviceWorkers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void doNotRunInAPageOfTheConsole(Policy policy, BrowserWindows windows) {
    use(policy.value());
    HostileWindow window = HostileWindow.open(windows);
    window.page().navigate("/artifact-files");

    embed(window);

    assertThat(window.reports()).isEmpty();
    assertThat(window.serviceWorkers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void doNotRunInAPageOfTheSameSite(Policy policy, BrowserWindows windows) {
    use(policy.value());
    HostileWindow window = HostileWindow.open(windows);
    window.page().navigate(ATTACKER.page());

    embed(window);

    assertThat(window.reports()).isEmpty();
    assertThat(window.hasSameCookies()).isTrue();
    assertThat(window.serviceWorkers()).isZero();
  }

  private static void embed(HostileWindow window) {
    List<String> urls =
        FILES.stream().map(HostileArtifactTests::key).map(HostileWindow::url).toList();

    assertThat((List<?>) window.page().evaluate(EMBED, urls)).as("pending").isEmpty();
  }

  private static void assertIsSandboxed(HostileFile file, Response response) {
    Map<String, String> headers = response.headers();
    assertThat(response.status()).as("%s", file).isEqualTo(200);
    assertThat(headers.get("content-security-policy"))
        .as("%s", file)
        .startsWith("sandbox")
        .doesNotContain("allow-same-origin");
    assertThat(headers).as("%s", file).containsEntry("x-content-type-options", "nosniff");
  }

  private static void assertReadNothing(JsonNode report) {
    assertThat(report.path("origin").asString("")).isEqualTo("null");
    report
        .properties()
        .forEach(
            read -> {
              if (!Set.of("file", "origin", "complete").contains(read.getKey())) {
                assertThat(read.getValue().asString(""))
                    .as("%s in %s", read.getKey(), report.path("file"))
                    .isEqualTo(HostileScript.REFUSED);
              }
            });
  }

  private void use(ContentTypePolicy policy) {
    if (!policy.equals(ContentTypePolicy.DEFAULT)) {
      database
          .sql(
              """
              insert into artifact_policy_revision
                values (1, :rendered, :plainText, :unsafe, 'for a test', 'admin', now())
              """)
          .param("rendered", String.join("\n", policy.rendered()))
          .param("plainText", String.join("\n", policy.plainText()))
          .param("unsafe", policy.allowUnsafe())
          .update();
      database.sql("select pg_notify('signalbox', 'changed artifact-policy')").query().listOfRows();
    }
    await().until(() -> current.current().equals(policy));
  }

  private static String key(HostileFile file) {
    return "hostile/" + file.name();
  }
}
