package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.NewEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses valid events and rejects others with a reason. */
class EventParserTests {

  private static final String EVENT =
      """
      {"action":"workflow.job.finish","actor":{"id":"u1","type":"user","name":"amara"},\
      "id":"8d0d1a2e-0d6f-4c88-9a37-6f9a1f1c0001","metadata":{},"occurred_at":\
      "2026-01-12T13:50:54.474123456Z","payload":{"job":{"job_name":"build"}},\
      "request":{"id":""},"scope":{"id":"p1","type":"project"},"success":true,\
      "target":{"id":"p1","type":"project"},"version":1}\
      """;

  private final EventParser parser =
      new EventParser(Clock.fixed(Instant.parse("2026-01-15T08:00:00Z"), ZoneOffset.UTC));

  @Test
  void parsesAnEventOfCircleCiServer() {
    NewEvent event = event(EVENT);

    assertThat(event.id()).isEqualTo(UUID.fromString("8d0d1a2e-0d6f-4c88-9a37-6f9a1f1c0001"));
    assertThat(event.action()).isEqualTo("workflow.job.finish");
    assertThat(event.success()).isTrue();
    assertThat(event.version()).isEqualTo(1);
    assertThat(event.keys())
        .isEqualTo(new NewEvent.Keys("u1", "amara", "project", "p1", null, null));
  }

  @Test
  void keepsNineDigitsAndTruncatesToMicroseconds() {
    NewEvent event = event(EVENT);

    assertThat(event.occurred()).isEqualTo("2026-01-12T13:50:54.474123456Z");
    assertThat(event.at()).isEqualTo(Instant.parse("2026-01-12T13:50:54.474123Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"b\" : 1.50, \"a\":\t[1, 2 ,3e2] }",
        "{\"text\":\"\\u00e9 é 🙂 \\ud83d\\ude42 \\/ \\\\u0000\"}",
        "{\"a\":1,\"a\":2}",
        "{}",
      })
  void keepsNestedJsonUnmodified(String payload) {
    NewEvent event = event(EVENT.replace("{\"job\":{\"job_name\":\"build\"}}", payload));

    assertThat(event.json().payload()).isEqualTo(payload);
    assertThat(event.json().scope()).isEqualTo("{\"id\":\"p1\",\"type\":\"project\"}");
  }

  @Test
  void acceptsAPayloadOfOneMegabyte() {
    String payload = "{\"log\":\"" + "é".repeat(1 << 20) + "\"}";

    assertThat(event(EVENT.replace("{\"job\":{\"job_name\":\"build\"}}", payload)).json().payload())
        .isEqualTo(payload);
  }

  @Test
  void returnsUnknownFields() {
    ParseResult parsed =
        parser.parse(EVENT.replace("\"version\":1", "\"organization\":{\"id\":\"o\"}"));

    assertThat(parsed)
        .isInstanceOfSatisfying(
            ParseResult.Event.class,
            event -> {
              assertThat(event.ignored()).containsExactly("organization");
              assertThat(event.event().version()).isEqualTo(1);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"action", "actor", "target", "occurred_at", "id", "success"})
  void rejectsMissingFields(String field) {
    assertThat(why(EVENT.replace("\"" + field + "\":", "\"x_" + field + "\":")))
        .isEqualTo("Field " + field + " is missing.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"workflow.job.finish\"   | \"Workflow.Job\"            | lowercase words",
        "\"workflow.job.finish\"   | \"=cmd+calc\"               | lowercase words",
        "\"workflow.job.finish\"   | \"a..b\"                    | lowercase words",
        "\"workflow.job.finish\"   | 7                           | Field action must be a string.",
        "8d0d1a2e-                 | zd0d1a2e-                   | Field id must be a UUID.",
        "8d0d1a2e-                 | 1-                          | Field id must be a UUID.",
        "54.474123456Z             | 54.4741234567Z              | must be a UTC time such as",
        "54.474123456Z             | 54.474+01:00                | must be a UTC time such as",
        "2026-01-12T               | 2026-02-31T                 | must be a UTC time such as",
        "2026-01-12T               | 2026-01-17T                 | more than one day in the future",
        "2026-01-12T               | 1969-01-12T                 | before 2010",
        "\"success\":true          | \"success\":\"yes\"         | Field success must be true or",
        "\"version\":1             | \"version\":1.5             | Field version must be an int",
        "\"metadata\":{}           | \"metadata\":{\"a\":1}      | All values of metadata must",
        "\"scope\":{               | \"scope\":7,\"y\":{         | Field scope must be a JSON",
        "\"id\":\"u1\",            | ''                          | Field actor.id is missing.",
        "\"version\":1             | \"action\":\"a.b\"          | Field action occurs twice.",
        "\"name\":\"amara\"        | \"name\":\"\\u0000\"        | U+0000",
        "\"name\":\"amara\"        | \"name\":\"\\ud83d\"        | unpaired surrogate",
        "\"name\":\"amara\"        | \"name\":\"\\ude42\\ud83d\" | unpaired surrogate",
        "\"version\":1}            | \"version\":1} {}           | one event per line",
        "\"version\":1}            | \"version\":1               | The JSON ends early",
      })
  void givesTheReason(String right, String wrong, String why) {
    assertThat(EVENT).contains(right);
    assertThat(why(EVENT.replace(right, wrong))).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor", "target", "request", "metadata"})
  void rejectsDuplicateKeys(String object) {
    String twice = "\"%s\":{\"id\":\"1\",\"type\":\"a\",\"id\":\"2\"}".formatted(object);

    assertThat(why("{" + twice + "}")).isEqualTo("Field " + object + ".id occurs twice.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":}                    | Invalid JSON at character 11.",
        "{\"action\":\"a\"                | The JSON ends early: a quotation mark or bracket is not"
            + " closed.",
        "{action:1}                      | Invalid JSON at character 2.",
        "{\"version\":99999999999}         | Field version must be between 0 and 2147483647.",
        "{\"version\":1e5}                 | Field version must be an integer.",
        "{\"version\":-1}                  | Field version must be between 0 and 2147483647.",
      })
  void explainsErrorsWithoutTheWordsOfTheParser(String text, String why) {
    assertThat(why(text)).isEqualTo(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"text\"", "", "null", "not json", "{", "\0"})
  void rejectsOtherText(String text) {
    assertThat(parser.parse(text)).isInstanceOf(ParseResult.Rejected.class);
  }

  @Test
  void rejectsJsonThatIsNestedTooDeeply() {
    String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);

    assertThat(why(EVENT.replace("{\"job\":{\"job_name\":\"build\"}}", deep)))
        .contains("exceeds a limit");
  }

  private NewEvent event(String text) {
    assertThat(parser.parse(text)).isInstanceOf(ParseResult.Event.class);
    return ((ParseResult.Event) parser.parse(text)).event();
  }

  private String why(String text) {
    assertThat(parser.parse(text)).isInstanceOf(ParseResult.Rejected.class);
    return ((ParseResult.Rejected) parser.parse(text)).reason();
  }
}
