package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter of events, read from query parameters.
 *
 * @param from inclusive, or null for no limit
 * @param until exclusive, or null for no limit
 * @param action an action, or a prefix that ends in a dot
 * @param actor an id, a name or a part of a name
 * @param target an id, a name or a part of a name
 * @param success null for both outcomes
 * @param request the id of a request
 * @param text searched for in the payload, ignoring case
 * @param problems messages for invalid parameters, by parameter
 */
public record AuditFilter(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String action,
    @Nullable String actor,
    @Nullable String target,
    @Nullable Boolean success,
    @Nullable String request,
    @Nullable String text,
    Map<String, String> problems) {

  static final String TOO_MANY =
      "More than %,d names match; only the first are searched. Enter more of the name."
          .formatted(FilterResolver.MAX_NAMES);

  /** Reads a filter from the query parameters of a list. */
  public static AuditFilter of(ListUrl url, Clock clock) {
    Map<String, String> problems = new HashMap<>();
    @Nullable PresetRange range = PresetRange.named(url.value("range"));
    Instant now = clock.instant();
    @Nullable Instant from = time(url, "from", problems);
    @Nullable Instant until = time(url, "until", problems);
    if (from != null && until != null && !from.isBefore(until)) {
      problems.put("until", "Must be after “From”.");
    }
    if (range != null && from == null && until == null) {
      from = range.from(now);
      until = range.until(now);
    }
    return new AuditFilter(
        from,
        until,
        text(url, "action"),
        text(url, "actor"),
        text(url, "target"),
        success(url.value("outcome")),
        text(url, "request"),
        text(url, "q"),
        Map.copyOf(problems));
  }

  /** Returns whether only the time is filtered. */
  public boolean isTimeOnly() {
    return action == null && success == null && isCoveredByCounts();
  }

  /**
   * Returns the reasons why an export with this filter would be invalid or incomplete, by
   * parameter.
   */
  public Map<String, String> problems(EventConditions conditions) {
    if (!conditions.isTruncated()) {
      return problems;
    }
    Map<String, String> all = new HashMap<>(problems);
    all.put(actor != null ? "actor" : "target", TOO_MANY);
    return all;
  }

  /** Returns whether only the time, the action and the outcome are filtered. */
  boolean isCoveredByCounts() {
    return actor == null && target == null && request == null && text == null;
  }

  /** Returns whether counted events have the requested action and outcome. */
  boolean matches(EventCount count) {
    boolean matchesAction =
        action == null
            || (action.endsWith(".")
                ? count.action().startsWith(action)
                : count.action().equals(action));
    return matchesAction && (success == null || success == count.success());
  }

  private static @Nullable Boolean success(String outcome) {
    return switch (outcome) {
      case "done" -> Boolean.TRUE;
      case "failed" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Instant time(ListUrl url, String name, Map<String, String> problems) {
    String text = url.value(name).strip();
    if (text.isEmpty()) {
      return null;
    }
    @Nullable Instant time = TimeParser.parse(text);
    if (time == null) {
      problems.put(name, "Use the format 2026-11-24 or 2026-11-24T06:00.");
    }
    return time;
  }

  private static @Nullable String text(ListUrl url, String name) {
    // PostgreSQL cannot store U+0000, so no event can match it
    String value = url.value(name).strip().replace('\0', '\uFFFD');
    return value.isEmpty() ? null : value;
  }
}
