package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
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

/** R14 for scripts: every door of the API answers every token as {@code house/api-doors.txt}. */
@InstallationTest
class ApiDoorsTests {

  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;

  @Autowired
  ApiDoorsTests(Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.books = new Books(database);
  }

  @Test
  void theTableHasEachDoorOfTheApiAndNoOther() throws IOException {
    assertThat(rows().map(List::getFirst))
        .containsExactlyInAnyOrderElementsOf(
            Doors.all().stream()
                .map(Door::name)
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
  void answersEachTokenAsTheTableSays(int column, Persona owner, String scopes) throws IOException {
    Script script = new Script(console, Script.newToken(browsers.signedIn(owner), scopes));
    Map<String, String> table = new LinkedHashMap<>();
    Map<String, String> answers = new LinkedHashMap<>();
    rows()
        .forEach(
            row -> {
              table.put(row.getFirst(), row.get(column));
              answers.put(row.getFirst(), Integer.toString(knock(script, row.getFirst())));
            });

    assertThat(answers).isEqualTo(table);
  }

  private int knock(Script script, String door) {
    String[] methodAndPath = door.split(" ", 2);
    String id =
        methodAndPath[1].startsWith("/api/v1/users")
            ? books.id(Persona.SECOND_ADMIN).toString()
            : "00000000-0000-0000-0000-000000000000";
    MvcTestResult answer =
        script.send(
            HttpMethod.valueOf(methodAndPath[0]),
            methodAndPath[1]
                .replace("{id}", id)
                .replace("{githubId}", "1")
                .replace("{position}", "0")
                .replace("{name}", "no.csv.gz")
                .replace("{ending}", "csv"),
            Script.body("{}"));
    return answer.getResponse().getStatus();
  }

  /** The lines of the table as cells: the door, then the answers. */
  private static Stream<List<String>> rows() throws IOException {
    return new ClassPathResource("house/api-doors.txt")
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
