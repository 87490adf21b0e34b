package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
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

/** What the document says is what the console does. */
@InstallationTest
class DocumentTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Browsers browsers;
  private final MockMvcTester console;
  private final RequestMappingHandlerMapping mapping;
  private final Books books;
  private Script script;
  private JsonNode document = JSON.createObjectNode();

  @Autowired
  DocumentTests(
      Browsers browsers,
      MockMvcTester console,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.mapping = mapping;
    this.books = new Books(database);
    this.script = new Script(console, "");
  }

  @BeforeEach
  void read() {
    script =
        new Script(
            console, Script.newToken(browsers.signedIn(Persona.ADMIN), "read,write,audit_ingest"));
    document = JSON.readTree(Browser.body(script.get("/api/v1/openapi.json")));
  }

  @Test
  void listsEveryRouteAndNoOther() {
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
  void namesNoCallThatNobodyAnswers() {
    for (String call : calls()) {
      String[] parts = call.split(" ", 2);
      MvcTestResult answer =
          script.send(
              HttpMethod.valueOf(parts[0]),
              parts[1].replaceAll("\\{\\w+}", "00000000-0000-0000-0000-000000000000"),
              Script.body("{}"));
      assertThat(answer.getResponse().getStatus()).as(call).isNotIn(403, 405, 415, 500);
      assertThat(Browser.body(answer)).as(call).doesNotContain("No endpoint");
    }
  }

  @Test
  void describesTheAnswersFieldByField() {
    JsonNode person =
        JSON.readTree(Browser.body(script.get("/api/v1/users/" + books.id(Persona.VIEWER))));
    JsonNode token = JSON.readTree(Browser.body(script.get("/api/v1/tokens"))).get(0);
    JsonNode problem = JSON.readTree(Browser.body(script.get("/api/v1/nothing")));

    assertThat(fields("User")).isEqualTo(Set.copyOf(person.propertyNames()));
    assertThat(fields("Token")).isEqualTo(Set.copyOf(token.propertyNames()));
    assertThat(fields("ApiProblem")).containsAll(problem.propertyNames());
    assertThat(schema("User").at("/properties/role/enum").toString())
        .isEqualTo("[\"admin\",\"viewer\",\"member\"]");
    assertThat(schema("User").at("/properties/email/type").toString())
        .isEqualTo("[\"string\",\"null\"]");
  }

  @Test
  void leadsNowhereByItsReferences() {
    List<String> references =
        document.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void givesEachCallANameOfItsOwn() {
    assertThat(document.findValues("operationId")).hasSize(calls().size()).doesNotHaveDuplicates();
  }

  @Test
  void isForWhoeverIsSignedIn() {
    assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(browsers.open().get("/api/v1/openapi.json")).hasStatus(401);
    assertThat(
            new Script(console, Script.newToken(browsers.signedIn(Persona.MEMBER), "orbs"))
                .get("/api/v1/openapi.json"))
        .hasStatusOk();
  }

  @Test
  void isAPageForPeople() {
    assertThat(browsers.signedIn(Persona.MEMBER).get("/api"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "List people",
            "GET /api/v1/users",
            "curl -H &quot;Authorization: Bearer $SIGNALBOX_TOKEN&quot;",
            "The same as OpenAPI 3.1");
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
