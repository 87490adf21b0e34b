package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.InstallationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The checked-in document describes the routes, and a change of it breaks no client. */
@InstallationTest
class OpenApiDocumentTests {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final String generated;
  private final String checkedIn;

  @Autowired
  OpenApiDocumentTests(ApiRoutes routes, JsonMapper json, OpenApiDocument document) {
    generated = JSON.writeValueAsString(new OpenApiGenerator(routes, json).document()) + "\n";
    checkedIn = document.text();
  }

  /** A change that breaks clients is not checked in: the next release would break them. */
  @Test
  void hasNoIncompatibleChange() {
    ChangedOpenApi change = OpenApiCompare.fromContents(checkedIn, generated);

    assertThat(change.isIncompatible()).as(change.toString()).isFalse();
  }

  @Test
  void describesTheRoutes() throws IOException {
    Path file = Path.of("target", "openapi.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, generated);

    assertThat(JSON.readTree(checkedIn))
        .as("if the change is compatible, copy %s to src/main/resources/api", file)
        .isEqualTo(JSON.readTree(generated));
  }

  static Stream<Named<Consumer<ObjectNode>>> incompatibleChanges() {
    return Stream.of(
        Named.of("removed route", api -> paths(api).remove("/api/v1/users")),
        Named.of(
            "removed field of a response",
            api -> ((ObjectNode) api.at("/components/schemas/User/properties")).remove("login")),
        Named.of(
            "new required parameter",
            api ->
                ((ArrayNode) api.at("/paths/~1api~1v1~1users/get/parameters"))
                    .addObject()
                    .put("name", "department")
                    .put("in", "query")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string")));
  }

  @ParameterizedTest
  @MethodSource("incompatibleChanges")
  void recognizesIncompatibleChanges(Consumer<ObjectNode> change) {
    JsonNode changed = JSON.readTree(checkedIn);
    change.accept((ObjectNode) changed);

    assertThat(OpenApiCompare.fromContents(checkedIn, changed.toString()).isIncompatible())
        .isTrue();
  }

  private static ObjectNode paths(ObjectNode api) {
    return (ObjectNode) api.get("paths");
  }
}
