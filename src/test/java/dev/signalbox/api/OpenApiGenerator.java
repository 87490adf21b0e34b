package dev.signalbox.api;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates the OpenAPI 3.1 document from the routes and their records. springdoc would need more
 * annotations for the same document, because the API uses neither its error type nor its paging.
 */
final class OpenApiGenerator {

  private final ApiRoutes operations;
  private final JsonMapper json;

  OpenApiGenerator(ApiRoutes operations, JsonMapper json) {
    this.operations = operations;
    this.json = json;
  }

  Map<String, Object> document() {
    SchemaGenerator schemas = new SchemaGenerator(json);
    Map<String, Object> problem = schemas.of(ResolvableType.forClass(ApiProblem.class));
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (ApiRoute operation : operations.all()) {
      paths
          .computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
          .put(
              operation.method().name().toLowerCase(Locale.ROOT),
              describe(operation, schemas, problem));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "Signalbox",
            "version",
            "v1",
            "description",
            "A token has at most its owner's permissions. Errors are problems of RFC 9457."));
    document.put("security", List.of(Map.of("token", List.of())));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            schemas.schemas(),
            "securitySchemes",
            Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    return document;
  }

  private static Map<String, Object> describe(
      ApiRoute operation, SchemaGenerator schemas, Map<String, Object> problem) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("operationId", operation.documentation().id());
    described.put("summary", operation.documentation().value());
    described.put("description", operation.documentation().needs());
    described.put("tags", List.of(operation.resource()));
    List<Object> parameters = parameters(operation, schemas);
    if (!parameters.isEmpty()) {
      described.put("parameters", parameters);
    }
    operation
        .body()
        .map(ResolvableType::forClass)
        .ifPresent(
            body ->
                described.put(
                    "requestBody",
                    Map.of(
                        "required",
                        true,
                        "content",
                        content(MediaType.APPLICATION_JSON_VALUE, schemas.of(body)))));
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(String.valueOf(operation.status().value()), response(operation, schemas));
    responses.put(
        "default",
        Map.of(
            "description",
            "An error.",
            "content",
            content(MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem)));
    described.put("responses", responses);
    return described;
  }

  private static Map<String, Object> response(ApiRoute operation, SchemaGenerator schemas) {
    return operation
        .responseType()
        .<Map<String, Object>>map(
            type ->
                Map.of(
                    "description",
                    "OK.",
                    "content",
                    content(MediaType.APPLICATION_JSON_VALUE, schemas.of(type))))
        .orElseGet(() -> Map.of("description", "OK; no content."));
  }

  private static List<Object> parameters(ApiRoute operation, SchemaGenerator schemas) {
    List<Object> parameters = new ArrayList<>();
    operation
        .pathVariables()
        .forEach(
            variable ->
                parameters.add(
                    parameter(
                        variable.getName(),
                        "path",
                        true,
                        schemas.of(ResolvableType.forClass(variable.getType())))));
    operation.query().stream()
        .flatMap(query -> Arrays.stream(query.getRecordComponents()))
        .forEach(component -> parameters.add(query(component, schemas)));
    if (operation.acceptsIdempotencyKey()) {
      parameters.add(
          parameter(
              "Idempotency-Key",
              "header",
              false,
              Map.of("type", "string", "minLength", 1, "maxLength", 200)));
    }
    return parameters;
  }

  private static Map<String, Object> query(RecordComponent component, SchemaGenerator schemas) {
    return parameter(
        ApiExceptionResolver.snakeCase(component.getName()),
        "query",
        !SchemaGenerator.isNullable(component),
        schemas.of(component));
  }

  private static Map<String, Object> parameter(
      String name, String location, boolean required, Map<String, Object> schema) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", location);
    parameter.put("required", required);
    parameter.put("schema", schema);
    return parameter;
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }
}
