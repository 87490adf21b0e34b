package dev.signalbox.audit.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Titles and sentences for the actions that CircleCI server and Signalbox write to the audit log,
 * from {@code audit/actions.properties}.
 */
final class KnownActions {

  private static final Map<String, ActionText> TEXTS = read();

  /** Actions that are not changes, or that Signalbox does on its own. */
  private static final Pattern NO_CHANGE =
      Pattern.compile(
          "workflow\\..*|.*\\.(?:downloaded|exported|accessed|archived|dropped)"
              + "|user\\.(?:logged_in|logged_out|reauthenticated|one_time_code\\.used|session\\.ended|sign_in\\.refused)");

  private static final List<String> CHANGES =
      TEXTS.keySet().stream()
          .filter(action -> !NO_CHANGE.matcher(action).matches())
          .sorted()
          .toList();

  private KnownActions() {}

  private static Map<String, ActionText> read() {
    try {
      Properties texts =
          PropertiesLoaderUtils.loadProperties(
              new EncodedResource(
                  new ClassPathResource("audit/actions.properties"), StandardCharsets.UTF_8));
      return texts.stringPropertyNames().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(),
                  action -> ActionText.parse(Objects.requireNonNull(texts.getProperty(action)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the actions that change something: no builds, sign-ins or downloads. */
  static List<String> changes() {
    return CHANGES;
  }

  /** Returns the title of an action, or the empty string if it is unknown. */
  static String title(String action) {
    @Nullable ActionText text = TEXTS.get(action);
    return text == null ? "" : text.title();
  }

  /**
   * Returns an event as a sentence such as "admin suspended viewer", not escaped. An unknown action
   * is spelled out: "admin: deploy started (pod web-1)".
   */
  static String sentence(EventSummary event) {
    String actor = event.actorName() == null ? "actor " + event.actorId() : event.actorName();
    @Nullable ActionText text = TEXTS.get(event.action());
    return text == null
        ? "%s: %s (%s)".formatted(actor, spelledOut(event.action()), typed(event, event.target()))
        : actor + " " + text.of(event);
  }

  static String typed(EventSummary event, String name) {
    return spelledOut(event.targetType()) + " " + name;
  }

  private static String spelledOut(String code) {
    return code.replaceAll("[._-]+", " ").strip();
  }

  /**
   * The texts of an action. In the phrases {@code {name}} is the name of the target or its id, and
   * {@code {target}} is its name or its type and id.
   *
   * @param title a noun and a participle
   * @param done the phrase after the actor of a successful event
   * @param failed the phrase after the actor of a failed event
   */
  private record ActionText(String title, String done, String failed) {

    /** Parses a line of {@code audit/actions.properties}, which describes the format. */
    static ActionText parse(String line) {
      String[] parts = line.split(" \\| ?", -1);
      return switch (parts.length) {
        case 2 -> new ActionText(parts[0], parts[1], parts[1]);
        case 3 -> new ActionText(parts[0], parts[1], parts[2]);
        case 4 ->
            new ActionText(
                parts[0],
                (parts[1] + " " + parts[3]).strip(),
                ("tried to " + parts[2] + " " + parts[3]).strip());
        default -> throw new IllegalArgumentException("Not the texts of an action: " + line);
      };
    }

    String of(EventSummary event) {
      String phrase = event.success() ? done : failed;
      // one of them at most, so that a name with braces is not replaced again
      return phrase.contains("{name}")
          ? phrase.replace("{name}", event.target())
          : phrase.replace(
              "{target}",
              event.targetName() == null ? typed(event, event.targetId()) : event.targetName());
    }
  }
}
