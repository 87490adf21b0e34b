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
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** JSON schemas of the records that the API reads and writes, each named once. */
final class Schemas {

  private static final java.util.regex.Pattern WORDS =
      java.util.regex.Pattern.compile("[a-z_]+(\\|[a-z_]+)*");

  private final Map<String, Object> named = new TreeMap<>();
  private final JsonMapper json;

  Schemas(JsonMapper json) {
    this.json = json;
  }

  /** Those of all records met so far. */
  Map<String, Object> named() {
    return named;
  }

  Map<String, Object> of(ResolvableType type) {
    Class<?> raw = type.resolve(Object.class);
    if (Collection.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", of(type.asCollection().getGeneric(0)));
    }
    return raw.isRecord() ? reference(raw) : simple(raw);
  }

  /** A component of a record under the name it has in JSON, with the bounds that are checked. */
  Map<String, Object> of(RecordComponent component) {
    Map<String, Object> schema =
        new LinkedHashMap<>(of(ResolvableType.forMethodReturnType(component.getAccessor())));
    addBounds(schema, component.getAccessor());
    return schema;
  }

  static boolean mayBeNull(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private Map<String, Object> reference(Class<?> type) {
    String name = type.getSimpleName().replaceFirst("Json$", "");
    if (!named.containsKey(name)) {
      // first, in case it holds itself
      named.put(name, Map.of());
      named.put(name, record(type));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Map<String, Object> schema = of(component);
      properties.put(
          FieldNames.snake(component.getName()), mayBeNull(component) ? orNull(schema) : schema);
    }
    List<String> required =
        Arrays.stream(type.getRecordComponents())
            .filter(component -> !mayBeNull(component))
            .map(component -> FieldNames.snake(component.getName()))
            .toList();
    return Map.of("type", "object", "properties", properties, "required", required);
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    Map<String, Object> nullable = new LinkedHashMap<>(schema);
    if (nullable.replace("type", List.of(schema.getOrDefault("type", ""), "null")) == null) {
      return Map.of("oneOf", List.of(schema, Map.of("type", "null")));
    }
    if (schema.get("enum") instanceof List<?> words) {
      List<@Nullable Object> orNone = new ArrayList<>(words);
      orNone.add(null);
      nullable.put("enum", orNone);
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
    throw new IllegalStateException("The document has no words for " + type + ".");
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
    if (pattern != null && WORDS.matcher(pattern.regexp()).matches()) {
      schema.put("enum", List.of(pattern.regexp().split("\\|", -1)));
    } else if (pattern != null) {
      schema.put("pattern", Objects.requireNonNull(pattern.regexp()));
    }
  }
}
