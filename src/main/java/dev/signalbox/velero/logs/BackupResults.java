package dev.signalbox.velero.logs;

import dev.signalbox.velero.ResourceJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The results file of a backup or restore: errors and warnings. */
public record BackupResults(List<ResultMessage> errors, List<ResultMessage> warnings) {

  private static final int MAX_EXAMPLES = 20;

  /** Length of the text that decides the kind: matching it may take quadratic time. */
  private static final int MAX_KIND_LENGTH = 1000;

  /** {@code resource: /pods name: /web-0 error: /timed out}, in front of or within a message. */
  private static final Pattern OBJECT =
      Pattern.compile(
          "resource: /(?<resource>\\S*) name: /(?<name>\\S*)(?: (?:error|message): /?)?");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\"[^\"]*\"|'[^']*'"
              + "|\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"
              + "|\\b(?:[a-z0-9.-]+/)+[a-z0-9.-]+\\b"
              + "|\\b[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-z]*[0-9][0-9a-z]*\\b"
              + "|\\b[0-9][0-9a-fx.:]*\\b");

  /**
   * A message.
   *
   * @param namespace empty for messages of Velero and of cluster-scoped objects
   */
  public record ResultMessage(String namespace, String text) {}

  /**
   * Messages that differ only in names and numbers.
   *
   * @param kind the message without names and numbers
   * @param resource such as {@code pods}; empty if the message names none
   * @param examples the first messages
   */
  public record ProblemGroup(
      String kind, String resource, int count, List<ResultMessage> examples) {}

  /** Reads the file; anything that isn't a message is skipped. */
  public static BackupResults read(JsonNode file) {
    ResourceJson json = ResourceJson.of(file);
    return new BackupResults(messages(json.at("errors")), messages(json.at("warnings")));
  }

  /** Groups messages by kind, the most frequent kind first. */
  public static List<ProblemGroup> grouped(List<ResultMessage> messages) {
    Map<String, List<ResultMessage>> groups = new LinkedHashMap<>();
    for (ResultMessage message : messages) {
      String text = message.text();
      String begin = text.substring(0, Math.min(MAX_KIND_LENGTH, text.length()));
      groups
          .computeIfAbsent(resource(begin) + "\n" + kind(begin), key -> new ArrayList<>())
          .add(message);
    }
    return groups.entrySet().stream()
        .map(entry -> group(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(ProblemGroup::count).reversed())
        .toList();
  }

  private static ProblemGroup group(String key, List<ResultMessage> messages) {
    String[] parts = key.split("\n", 2);
    return new ProblemGroup(
        parts[1], parts[0], messages.size(), messages.stream().limit(MAX_EXAMPLES).toList());
  }

  private static String resource(String text) {
    Matcher object = OBJECT.matcher(text);
    return object.find() ? object.group("resource") : "";
  }

  private static String kind(String text) {
    String message = OBJECT.matcher(text.strip()).replaceFirst("").strip();
    String kind = VARIABLE.matcher(message.isEmpty() ? text : message).replaceAll("…");
    return kind.replaceAll("\\s+", " ").strip();
  }

  private static List<ResultMessage> messages(ResourceJson result) {
    List<ResultMessage> messages = new ArrayList<>();
    result.texts("velero").forEach(text -> messages.add(message("", text)));
    result.texts("cluster").forEach(text -> messages.add(message("", text)));
    for (String namespace : result.names("namespaces")) {
      result.texts("namespaces", namespace).forEach(text -> messages.add(message(namespace, text)));
    }
    return List.copyOf(messages);
  }

  private static ResultMessage message(String namespace, String text) {
    return new ResultMessage(namespace, text.strip());
  }
}
