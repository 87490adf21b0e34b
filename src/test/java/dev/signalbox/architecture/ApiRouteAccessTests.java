package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** R14 for the API: routes respond to each token as in {@code architecture/api-routes.txt}. */
@InstallationTest
class ApiRouteAccessTests {

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;

  @Autowired
  ApiRouteAccessTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void tableListsExactlyTheRoutesOfTheApi() throws IOException {
    assertThat(rows().map(List::getFirst))
        .containsExactlyInAnyOrderElementsOf(
            RouteTable.all().stream()
                .map(RouteRow::name)
                .filter(name -> name.contains(" /api/v1/"))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1, MEMBER, 'read,write'",
    "2, VIEWER, 'read,write'",
    "3, ADMIN, read",
    "4, ADMIN, write",
    "5, ADMIN, orbs",
    "6, ADMIN, 'read,write'",
    "7, ADMIN, audit_ingest"
  })
  void respondsToEachTokenAsTheTableSpecifies(int column, Persona owner, String scopes)
      throws IOException {
    MockApiClient script =
        new MockApiClient(console, MockApiClient.newToken(browsers.signedIn(owner), scopes));
    Map<String, String> table = new LinkedHashMap<>();
    Map<String, String> statuses = new LinkedHashMap<>();
    rows()
        .forEach(
            row -> {
              table.put(row.getFirst(), row.get(column));
              statuses.put(row.getFirst(), Integer.toString(status(script, row.getFirst())));
            });

    assertThat(statuses).isEqualTo(table);
  }

  private int status(MockApiClient script, String route) {
    String[] methodAndPath = route.split(" ", 2);
    String id =
        methodAndPath[1].startsWith("/api/v1/users")
            ? records.accountId(Persona.SECOND_ADMIN).toString()
            : "00000000-0000-0000-0000-000000000000";
    MvcTestResult response =
        script.send(
            HttpMethod.valueOf(methodAndPath[0]),
            methodAndPath[1]
                .replace("{id}", id)
                .replace("{githubId}", "1")
                .replace("{position}", "0")
                .replace("{name}", "no.csv.gz")
                .replace("{ending}", "csv"),
            MockApiClient.body("{}"));
    return response.getResponse().getStatus();
  }

  /** The lines of the table as cells: the route, then the status for each token. */
  private static Stream<List<String>> rows() throws IOException {
    return new ClassPathResource("architecture/api-routes.txt")
        .getContentAsString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(
            line ->
                Arrays.stream(line.split("\\|", -1))
                    .map(cell -> cell.strip().replaceAll("\\s+", " "))
                    .toList());
  }
}
