package dev.signalbox.artifacts.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.node.ObjectNode;

/** Changes the policy on its pages, and reads it in the API and in Kubernetes. */
@InstallationTest
class PolicyPagesTests {

  private static final String PAGE = "/artifact-policy";
  private static final String API = "/api/v1/artifacts/policy";
  private static final String NAMESPACE = "circleci-server";
  private static final String MAP = "signalbox-artifact-policy";
  private static final String DRIFT = "ConfigMap " + MAP + " differs from the artifact policy";

  private final FakeCluster cluster = TestCluster.cluster();
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final CurrentPolicy policy;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  PolicyPagesTests(
      MockBrowsers browsers, MockMvcTester console, CurrentPolicy policy, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.policy = policy;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
    await().until(() -> policy.revision().number() == 0);
  }

  @AfterEach
  void removeFaults() {
    cluster.resetFaults();
  }

  @Test
  void showsTheDefaultsAndSearchesThem() {
    assertThat(admin.get(PAGE))
        .hasStatusOk()
        .bodyText()
        .contains("15 types rendered", "7 types shown as plain text", "also image/jpg")
        .contains("Unsafe types are not allowed", "The defaults apply.");
    assertThat(admin.get(PAGE + "?q=plain%20text"))
        .hasStatusOk()
        .bodyText()
        .contains("text/ecmascript")
        .doesNotContain("image/gif");
  }

  @Test
  void movesAddsAndRemovesTypes() {
    assertThat(admin.get(PAGE + "/types/edit?type=text/html"))
        .hasStatusOk()
        .bodyText()
        .contains("value=\"text/html\"", "can contain scripts");
    assertThat(save(0, "text/html", "DOWNLOAD")).hasStatus(302).hasRedirectedUrl(PAGE);
    assertThat(save(1, "IMAGE/WEBP", "RENDER")).hasStatus(302);

    assertThat(policy.current().listed("text/html")).isEqualTo(Disposition.DOWNLOAD);
    assertThat(policy.current().listed("image/webp")).isEqualTo(Disposition.RENDER);
    assertThat(admin.get(PAGE))
        .bodyText()
        .contains("by admin", "Revision 2", "16 types rendered", "revision 2.");
    assertThat(records.events())
        .filteredOn(event -> event.action().equals("artifact.policy.changed"))
        .hasSize(2)
        .first()
        .extracting(DatabaseTestClient.Event::payload)
        .asString()
        .contains("before", "after", "text/html", "for a test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/* | RENDER | Wildcards are not supported",
        "text/html; charset=utf-8 | RENDER | without parameters",
        "html | RENDER | Enter a content type",
        "'<b>' | RENDER | Enter a content type",
        "binary/octet-stream | RENDER | means unknown content",
        "image/webp | SNIFF | Choose an outcome",
      })
  void refusesInvalidTypesAndKeepsTheInput(String type, String outcome, String message) {
    assertThat(save(0, type, outcome))
        .hasStatus(422)
        .bodyText()
        .contains(message, "value=\"" + type.replace("<", "&lt;").replace(">", "&gt;") + "\"")
        .contains("for a test");
    assertThat(policy.revision().number()).isZero();
  }

  @Test
  void refusesAPolicyThatWasChangedMeanwhile() {
    assertThat(save(0, "image/webp", "RENDER")).hasStatus(302);
    assertThat(save(0, "image/avif", "RENDER"))
        .hasStatus(409)
        .bodyText()
        .contains("Another admin", "value=\"image/avif\"", "name=\"base\" value=\"1\"");
    assertThat(admin.post(PAGE + "/unsafe", confirm(0)))
        .hasStatus(409)
        .bodyText()
        .contains("Another admin");
    assertThat(policy.revision().number()).isEqualTo(1);
  }

  @Test
  void allowsUnsafeTypesResetsAndRestores() {
    assertThat(admin.get(PAGE + "/unsafe"))
        .hasStatusOk()
        .bodyText()
        .contains("HTML, SVG, XML, PDF", "Unsafe types are allowed.");
    assertThat(admin.post(PAGE + "/unsafe", Map.of("base", "0", "reason", " "))).hasStatus(422);
    assertThat(admin.post(PAGE + "/unsafe", confirm(0))).hasStatus(302);
    assertThat(policy.current().allowUnsafe()).isTrue();
    assertThat(admin.get(PAGE)).bodyText().contains("Forbid unsafe types");

    assertThat(admin.get(PAGE + "/reset"))
        .bodyText()
        .contains("Unsafe types are no longer allowed.");
    assertThat(admin.post(PAGE + "/reset", confirm(1))).hasStatus(302);
    assertThat(policy.current()).isEqualTo(ContentTypePolicy.DEFAULT);

    assertThat(admin.get(PAGE + "/revisions/1"))
        .hasStatusOk()
        .bodyText()
        .contains("Revision 1", "Unsafe types are allowed.", "for a test", "Restore revision");
    assertThat(admin.post(PAGE + "/revisions/1/restore", confirm(2))).hasStatus(302);
    assertThat(policy.current().allowUnsafe()).isTrue();
    assertThat(policy.revision().number()).isEqualTo(3);
    assertThat(admin.get(PAGE + "/revisions/9")).hasStatus(404);
  }

  @Test
  void testsAFileWithoutReadingIt() {
    assertThat(admin.fragment(PAGE + "?file=report.html&type="))
        .hasStatusOk()
        .bodyText()
        .contains("Plain text", "Content-Type: text/plain; charset=utf-8", "sandbox; default-src")
        .contains("filename=&quot;report.html&quot;")
        .doesNotContain("<html");
    assertThat(admin.get(PAGE + "?file=a.png&type=text/html"))
        .bodyText()
        .contains("text/html is shown as plain text.");
  }

  @Test
  void showsViewersWhyTheyCannotChangeThePolicy() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    assertThat(viewer.get(PAGE))
        .hasStatusOk()
        .bodyText()
        .contains("Read-only: your role is viewer", "Allow unsafe types")
        .doesNotContain("href=\"/artifact-policy/unsafe\"", "/types/edit");
    assertThat(viewer.post(PAGE + "/unsafe", confirm(0))).hasStatus(403);
    assertThat(policy.current().allowUnsafe()).isFalse();
  }

  @Test
  void returnsTheEffectivePolicyUntilItChanges() {
    MockApiClient client =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.VIEWER), "read"));
    MvcTestResult first = client.get(API);
    assertThat(first)
        .hasStatusOk()
        .bodyJson()
        .hasPathSatisfying("$.revision", path -> assertThat(path).isEqualTo(0))
        .hasPathSatisfying(
            "$.plain_text", path -> assertThat(path).asArray().contains("text/html").hasSize(7));
    String tag = Objects.requireNonNull(first.getResponse().getHeader("ETag"));
    assertThat(readAgain(client, tag)).hasStatus(304).bodyText().isEmpty();

    assertThat(admin.post(PAGE + "/unsafe", confirm(0))).hasStatus(302);

    assertThat(readAgain(client, tag))
        .hasStatusOk()
        .bodyJson()
        .hasPathSatisfying(
            "$.rendered", path -> assertThat(path).asArray().contains("text/html").hasSize(22));
  }

  @Test
  void writesTheConfigMapAndRepairsIt() {
    await().atMost(Duration.ofSeconds(30)).until(() -> panel().contains("Write ConfigMap"));
    assertThat(save(0, "image/webp", "RENDER")).hasStatus(302);
    assertThat(stored()).contains("\"revision\" : 1", "image/webp");
    await().until(() -> panel().contains("Up to date"));

    cluster
        .objects()
        .update(
            "configmaps",
            NAMESPACE,
            MAP,
            map ->
                ((ObjectNode) map.path("data"))
                    .put("policy.json", "{\"rendered\": [\"text/html\"]}")
                    .put("other", "kept"));
    await().until(() -> panel().contains("Repair ConfigMap"));
    assertThat(panel())
        .contains(
            "Differs from the policy",
            "text/html: rendered in the ConfigMap, shown as plain text in the policy.");
    assertThat(admin.get("/")).bodyText().doesNotContain(DRIFT);
    TestInstallation.clock().advance(Duration.ofSeconds(10));
    assertThat(admin.get("/")).bodyText().contains(DRIFT, "/artifact-policy#config-map");
    assertThat(admin.post(PAGE + "/config-map", Map.of())).hasStatus(302);
    assertThat(stored()).contains("image/webp");
    await().until(() -> panel().contains("Up to date"));
    assertThat(admin.get("/")).bodyText().doesNotContain(DRIFT);
    assertThat(records.actions()).contains("artifact.policy.published");
  }

  @Test
  void savesThePolicyAndSaysHowToAllowWritingTheConfigMap() {
    cluster.access().deny("create", "configmaps");
    assertThat(save(0, "image/webp", "RENDER")).hasStatus(302);
    assertThat(policy.revision().number()).isEqualTo(1);
    assertThat(admin.get(PAGE))
        .bodyText()
        .contains("Policy saved as revision 1.", "The ConfigMap was not written.")
        .contains("Add this rule to the Role of Signalbox");
  }

  @Test
  void rejectsAFormWithAValueThatCannotBeRead() {
    assertThat(save("first", "*", "RENDER")).hasStatus(422);
  }

  private MvcTestResult save(int base, String type, String outcome) {
    return save(String.valueOf(base), type, outcome);
  }

  private MvcTestResult save(String base, String type, String outcome) {
    return admin.put(
        PAGE + "/types",
        Map.of("base", base, "type", type, "outcome", outcome, "reason", "for a test"));
  }

  private static Map<String, String> confirm(int base) {
    return Map.of("base", String.valueOf(base), "reason", "for a test");
  }

  private static MvcTestResult readAgain(MockApiClient client, String tag) {
    return client.send(HttpMethod.GET, API, request -> request.header("If-None-Match", tag));
  }

  private String panel() {
    return MockBrowser.body(admin.fragment(PAGE + "/config-map"));
  }

  private String stored() {
    return cluster
        .objects()
        .find("configmaps", NAMESPACE, MAP)
        .map(map -> map.path("data").path("policy.json").asString(""))
        .orElse("");
  }
}
