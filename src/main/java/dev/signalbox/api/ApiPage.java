package dev.signalbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestMethod;

/** What the API can do, ready to print. */
record ApiPage(String truth, List<Group> groups, String document) {

  static ApiPage of(List<Operation> operations, String publicUrl, String document) {
    Map<String, List<Call>> calls = new LinkedHashMap<>();
    operations.forEach(
        operation ->
            calls
                .computeIfAbsent(operation.thing(), thing -> new ArrayList<>())
                .add(Call.of(operation, publicUrl)));
    return new ApiPage(
        operations.size() + " calls at " + publicUrl + "/api/v1",
        calls.entrySet().stream().map(entry -> Group.of(entry.getKey(), entry.getValue())).toList(),
        document);
  }

  /** The calls about one thing. */
  record Group(String id, String title, List<Call> calls) {

    static Group of(String thing, List<Call> calls) {
      String title =
          thing.contains(".")
              ? "This document"
              : thing.substring(0, 1).toUpperCase(Locale.ROOT) + thing.substring(1);
      return new Group(thing.replace('.', '-'), title, calls);
    }
  }

  /**
   * One call.
   *
   * @param command the same by curl, to copy
   */
  record Call(String method, String path, String summary, String needs, String command) {

    static Call of(Operation operation, String publicUrl) {
      return new Call(
          operation.method().name(),
          operation.path(),
          operation.words().value(),
          operation.words().needs(),
          curl(operation, publicUrl));
    }

    private static String curl(Operation operation, String publicUrl) {
      StringBuilder curl = new StringBuilder("curl -H \"Authorization: Bearer $SIGNALBOX_TOKEN\"");
      if (operation.method() != RequestMethod.GET) {
        curl.append(" -X ").append(operation.method());
      }
      if (operation.body().isPresent()) {
        curl.append(" --json '").append(operation.words().example()).append('\'');
      }
      String query = operation.words().query();
      return curl.append(" '")
          .append(publicUrl)
          .append(operation.path().replaceAll("\\{(\\w+)}", "<$1>"))
          .append(query.isEmpty() ? "" : "?" + query)
          .append('\'')
          .toString();
    }
  }
}
