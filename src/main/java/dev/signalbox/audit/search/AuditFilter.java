package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see, read from an address.
 *
 * @param from the first moment, or null for the beginning of the log
 * @param until the first moment that is too late, or null
 * @param action an action, or with a dot at the end all that begin like this
 * @param actor an id or a name or a part of one
 * @param target an id or a name or a part of one
 * @param success null where it does not matter
 * @param request the id of the request that the events came of
 * @param text what stands in the payload, in whatever case
 * @param problems what cannot be read, by the parameter that says it
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
      "More than %,d are called so; only the first of them are looked at. Write more of the name."
          .formatted(FilterReading.MOST_NAMES);

  /** Reads what the address of a list says. */
  public static AuditFilter of(ListUrl url, Clock clock) {
    Map<String, String> problems = new HashMap<>();
    @Nullable Range range = Range.named(url.value("range"));
    Instant now = clock.instant();
    @Nullable Instant from = moment(url, "from", problems);
    @Nullable Instant until = moment(url, "until", problems);
    if (from != null && until != null && !from.isBefore(until)) {
      problems.put("until", "Choose a time after the first one.");
    }
    if (range != null && from == null && until == null) {
      from = now.minus(range.length());
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

  /** Whether nothing but the time is asked for. */
  public boolean isOfTimeAlone() {
    return action == null && success == null && isAnsweredByCounts();
  }

  /** What keeps a file of these events from being all of them, by the parameter that says it. */
  public Map<String, String> problems(Conditions conditions) {
    if (!conditions.cut()) {
      return problems;
    }
    Map<String, String> all = new HashMap<>(problems);
    all.put(actor != null ? "actor" : "target", TOO_MANY);
    return all;
  }

  /** Whether nothing but the time, the action and the outcome is asked for. */
  boolean isAnsweredByCounts() {
    return actor == null && target == null && request == null && text == null;
  }

  /** Whether counted events fit the action and the outcome that are asked for. */
  boolean fits(Tally tally) {
    boolean named =
        action == null
            || (action.endsWith(".")
                ? tally.action().startsWith(action)
                : tally.action().equals(action));
    return named && (success == null || success == tally.success());
  }

  private static @Nullable Boolean success(String outcome) {
    return switch (outcome) {
      case "done" -> Boolean.TRUE;
      case "failed" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Instant moment(ListUrl url, String name, Map<String, String> problems) {
    String text = url.value(name).strip();
    if (text.isEmpty()) {
      return null;
    }
    @Nullable Instant read = WrittenTime.read(text);
    if (read == null) {
      problems.put(name, "Write a time in UTC such as 2026-11-24T06:00.");
    }
    return read;
  }

  private static @Nullable String text(ListUrl url, String name) {
    // PostgreSQL keeps no such character, so nothing can fit it
    String value = url.value(name).strip().replace('\0', '\uFFFD');
    return value.isEmpty() ? null : value;
  }
}
