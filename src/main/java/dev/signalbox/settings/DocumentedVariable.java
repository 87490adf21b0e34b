package dev.signalbox.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An environment variable with its description and example, from the configuration metadata that
 * the compiler generates from the Javadoc of the records.
 */
public record DocumentedVariable(String property, String description, String example) {

  private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

  /** Returns the name of the environment variable. */
  public String name() {
    return SettingsBindHandler.variable(property);
  }

  /** Returns the variables by name; empty if the metadata were not generated. */
  public static Map<String, DocumentedVariable> byName() {
    try {
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(METADATA)) {
        try (InputStream text = file.getInputStream()) {
          JsonNode metadata = new JsonMapper().readTree(text);
          // libraries have such a file, too
          if (metadata.at("/properties").valueStream().anyMatch(DocumentedVariable::isOurs)) {
            return variables(metadata);
          }
        }
      }
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(JsonNode property) {
    return property.path("name").asString().startsWith("signalbox.");
  }

  private static Map<String, DocumentedVariable> variables(JsonNode metadata) {
    Map<String, String> examples = new TreeMap<>();
    for (JsonNode hint : metadata.path("hints")) {
      examples.put(hint.path("name").asString(), hint.at("/values/0/value").asString());
    }
    Map<String, DocumentedVariable> variables = new TreeMap<>();
    for (JsonNode property : metadata.path("properties")) {
      String name = property.path("name").asString();
      boolean isSecret = property.path("type").asString().endsWith(".Secret");
      DocumentedVariable variable =
          new DocumentedVariable(
              name,
              property.path("description").asString(),
              examples.getOrDefault(name, isSecret ? "(secret)" : ""));
      variables.put(variable.name(), variable);
    }
    return variables;
  }
}
