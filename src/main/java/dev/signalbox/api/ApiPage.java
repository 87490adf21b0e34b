package dev.signalbox.api;

import dev.signalbox.web.RawText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestMethod;

/** View model of the API reference. */
record ApiPage(String summary, List<ResourceGroup> groups, RawText document) {

  static ApiPage of(List<ApiRoute> operations, String publicUrl, String document) {
    Map<String, List<Endpoint>> calls = new LinkedHashMap<>();
    operations.forEach(
        operation ->
            calls
                .computeIfAbsent(operation.resource(), resource -> new ArrayList<>())
                .add(Endpoint.of(operation, publicUrl)));
    return new ApiPage(
        operations.size() + " endpoints · base URL " + publicUrl + "/api/v1",
        calls.entrySet().stream()
            .map(entry -> ResourceGroup.of(entry.getKey(), entry.getValue()))
            .toList(),
        new RawText(document, null));
  }

  /** The endpoints of a resource. */
  record ResourceGroup(String id, String title, List<Endpoint> endpoints) {

    static ResourceGroup of(String resource, List<Endpoint> calls) {
      String words = resource.replace('-', ' ');
      String title =
          resource.contains(".")
              ? "OpenAPI"
              : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
      return new ResourceGroup(resource.replace('.', '-'), title, calls);
    }
  }

  /**
   * An endpoint.
   *
   * @param command a curl command to copy
   */
  record Endpoint(String method, String path, String summary, String needs, String command) {

    static Endpoint of(ApiRoute operation, String publicUrl) {
      return new Endpoint(
          operation.method().name(),
          operation.path(),
          operation.documentation().value(),
          operation.documentation().needs(),
          curl(operation, publicUrl));
    }

    private static String curl(ApiRoute operation, String publicUrl) {
      StringBuilder curl = new StringBuilder("curl -H \"Authorization: Bearer $SIGNALBOX_TOKEN\"");
      if (operation.method() != RequestMethod.GET) {
        curl.append(" -X ").append(operation.method());
      }
      if (operation.body().isPresent()) {
        curl.append(" --json '").append(operation.documentation().example()).append('\'');
      }
      String query = operation.documentation().query();
      return curl.append(" '")
          .append(publicUrl)
          .append(operation.path().replaceAll("\\{(\\w+)}", "<$1>"))
          .append(query.isEmpty() ? "" : "?" + query)
          .append('\'')
          .toString();
    }
  }
}
