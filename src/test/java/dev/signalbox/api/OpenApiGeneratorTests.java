package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document describes the actual routes and responses. */
@InstallationTest
class OpenApiGeneratorTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final RequestMappingHandlerMapping mapping;
  private final DatabaseTestClient records;
  private MockApiClient script;
  private JsonNode document = JSON.createObjectNode();

  @Autowired
  OpenApiGeneratorTests(
      MockBrowsers browsers,
      MockMvcTester console,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.mapping = mapping;
    this.records = new DatabaseTestClient(database);
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void read() {
    script =
        new MockApiClient(
            console,
            MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "read,write,audit_ingest"));
    document = JSON.readTree(MockBrowser.body(script.get("/api/v1/openapi.json")));
  }

  @Test
  void listsExactlyTheRoutes() {
    Set<String> routes = new TreeSet<>();
    mapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            route ->
                route.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/"))
                    .forEach(
                        path ->
                            route
                                .getMethodsCondition()
                                .getMethods()
                                .forEach(method -> routes.add(method + " " + path))));

    assertThat(calls()).isNotEmpty().isEqualTo(routes);
  }

  @Test
  void listsOnlyRoutesWithAHandler() {
    for (String call : calls()) {
      String[] parts = call.split(" ", 2);
      MvcTestResult answer =
          script.send(
              HttpMethod.valueOf(parts[0]),
              parts[1].replaceAll("\\{\\w+}", "00000000-0000-0000-0000-000000000000"),
              MockApiClient.body("{}"));
      assertThat(answer.getResponse().getStatus()).as(call).isNotIn(403, 405, 415, 500);
      assertThat(MockBrowser.body(answer)).as(call).doesNotContain("No endpoint");
    }
  }

  @Test
  void describesTheFieldsOfResponses() {
    JsonNode person =
        JSON.readTree(
            MockBrowser.body(script.get("/api/v1/users/" + records.accountId(Persona.VIEWER))));
    JsonNode token = JSON.readTree(MockBrowser.body(script.get("/api/v1/tokens"))).get(0);
    JsonNode problem = JSON.readTree(MockBrowser.body(script.get("/api/v1/nothing")));

    assertThat(fields("User")).isEqualTo(Set.copyOf(person.propertyNames()));
    assertThat(fields("Token")).isEqualTo(Set.copyOf(token.propertyNames()));
    assertThat(fields("ApiProblem")).containsAll(problem.propertyNames());
    assertThat(schema("User").at("/properties/role/enum").toString())
        .isEqualTo("[\"admin\",\"viewer\",\"member\"]");
    assertThat(schema("User").at("/properties/email/type").toString())
        .isEqualTo("[\"string\",\"null\"]");
  }

  @Test
  void resolvesAllReferences() {
    List<String> references =
        document.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void hasUniqueOperationIds() {
    assertThat(document.findValues("operationId")).hasSize(calls().size()).doesNotHaveDuplicates();
  }

  @Test
  void requiresAToken() {
    assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(browsers.open().get("/api/v1/openapi.json")).hasStatus(401);
    assertThat(
            new MockApiClient(
                    console, MockApiClient.newToken(browsers.signedIn(Persona.MEMBER), "orbs"))
                .get("/api/v1/openapi.json"))
        .hasStatusOk();
  }

  @Test
  void showsTheReferencePage() {
    assertThat(browsers.signedIn(Persona.MEMBER).get("/api"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "List users",
            "GET /api/v1/users",
            "curl -H &quot;Authorization: Bearer $SIGNALBOX_TOKEN&quot;",
            "OpenAPI 3.1 document");
  }

  private Set<String> calls() {
    return document
        .get("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue().propertyNames().stream()
                    .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> fields(String schema) {
    return Set.copyOf(schema(schema).get("properties").propertyNames());
  }

  private JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }
}
