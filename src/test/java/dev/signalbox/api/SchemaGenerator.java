package dev.signalbox.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Generates JSON schemas of the API's records; each record becomes one named schema. */
final class SchemaGenerator {

  private static final java.util.regex.Pattern ENUM_PATTERN =
      java.util.regex.Pattern.compile("[a-z_]+(\\|[a-z_]+)*");

  private final Map<String, Object> schemas = new TreeMap<>();
  private final JsonMapper json;

  SchemaGenerator(JsonMapper json) {
    this.json = json;
  }

  /** The schemas of all records so far. */
  Map<String, Object> schemas() {
    return schemas;
  }

  Map<String, Object> of(ResolvableType type) {
    Class<?> raw = type.resolve(Object.class);
    if (Collection.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", of(type.asCollection().getGeneric(0)));
    }
    return raw.isRecord() ? reference(raw) : simple(raw);
  }

  /** The schema of a record component, with its validation limits. */
  Map<String, Object> of(RecordComponent component) {
    Map<String, Object> schema =
        new LinkedHashMap<>(of(ResolvableType.forMethodReturnType(component.getAccessor())));
    addBounds(schema, component.getAccessor());
    return schema;
  }

  static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private Map<String, Object> reference(Class<?> type) {
    String name = type.getSimpleName().replaceFirst("Json$", "");
    if (!schemas.containsKey(name)) {
      // reserved first, in case the record contains itself
      schemas.put(name, Map.of());
      schemas.put(name, record(type));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Map<String, Object> schema = of(component);
      properties.put(
          ApiExceptionResolver.snakeCase(component.getName()),
          isNullable(component) ? orNull(schema) : schema);
    }
    List<String> required =
        Arrays.stream(type.getRecordComponents())
            .filter(component -> !isNullable(component))
            .map(component -> ApiExceptionResolver.snakeCase(component.getName()))
            .toList();
    return Map.of("type", "object", "properties", properties, "required", required);
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    Map<String, Object> nullable = new LinkedHashMap<>(schema);
    if (nullable.replace("type", List.of(schema.getOrDefault("type", ""), "null")) == null) {
      return Map.of("oneOf", List.of(schema, Map.of("type", "null")));
    }
    if (schema.get("enum") instanceof List<?> values) {
      List<@Nullable Object> valuesOrNull = new ArrayList<>(values);
      valuesOrNull.add(null);
      nullable.put("enum", valuesOrNull);
    }
    return nullable;
  }

  private Map<String, Object> simple(Class<?> type) {
    if (type.isEnum()) {
      return Map.of(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants())
              .map(constant -> json.convertValue(constant, String.class))
              .toList());
    }
    if (type == UUID.class) {
      return Map.of("type", "string", "format", "uuid");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == URI.class) {
      return Map.of("type", "string", "format", "uri");
    }
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == long.class || type == Long.class) {
      return Map.of("type", "integer", "format", "int64");
    }
    if (type == int.class || type == Integer.class) {
      return Map.of("type", "integer", "format", "int32");
    }
    if (Map.class.isAssignableFrom(type)) {
      return Map.of("type", "object");
    }
    throw new IllegalStateException("No JSON schema for " + type + ".");
  }

  private static void addBounds(Map<String, Object> schema, Method accessor) {
    Size size = accessor.getAnnotation(Size.class);
    if (size != null) {
      schema.put("maxLength", size.max());
    }
    if (accessor.isAnnotationPresent(NotBlank.class)) {
      schema.put("minLength", 1);
    }
    Min min = accessor.getAnnotation(Min.class);
    if (min != null) {
      schema.put("minimum", min.value());
    }
    Max max = accessor.getAnnotation(Max.class);
    if (max != null) {
      schema.put("maximum", max.value());
    }
    Pattern pattern = accessor.getAnnotation(Pattern.class);
    if (pattern != null) {
      // the values are documented in one case, even if they are read in any
      String regexp = pattern.regexp().replace("(?i)", "");
      if (ENUM_PATTERN.matcher(regexp).matches()) {
        schema.put("enum", List.of(regexp.split("\\|", -1)));
      } else {
        schema.put("pattern", regexp);
      }
    }
  }
}
