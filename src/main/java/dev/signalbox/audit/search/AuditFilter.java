package dev.signalbox.audit.search;

import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StorableTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
 * @param imported whether users sent the events, or null for both
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
    @Nullable Boolean imported,
    Map<String, String> problems) {

  private static final DateTimeFormatter TIME_FORMAT =
      DateTimeFormatter.ofPattern(
              "uuuu-MM-dd[['T'][' ']HH:mm[:ss[[.SSSSSSSSS][.SSSSSS][.SSS]]][XXX]]")
          // 31 November is no other day
          .withResolverStyle(ResolverStyle.STRICT);

  static final String TOO_MANY =
      "More than %,d names match; only the first are searched. Enter more of the name."
          .formatted(FilterResolver.MAX_NAMES);

  private static final String TIME = "Use the format 2026-11-24 or 2026-11-24T06:00.";

  /** The parameters of lists and exports of events. */
  public static final ListParameters PARAMETERS =
      ListParameters.ofTexts("actor", "target", "request", "q")
          // actions are in lower case
          .value("action", action -> action.toLowerCase(Locale.ROOT), "")
          .choice("outcome", List.of("done", "failed"))
          .choice("source", List.of("signalbox", "imported"))
          .choice("range", PresetRange.keys())
          .value("from", AuditFilter::time, TIME)
          .value("until", AuditFilter::time, TIME);

  /**
   * Reads a filter from the query parameters of a list. A filter with problems must select no
   * events.
   */
  public static AuditFilter of(ListUrl any, Clock clock) {
    ListUrl url = PARAMETERS.read(any.path(), any.parameters());
    Map<String, String> problems = new HashMap<>(url.problems());
    @Nullable PresetRange range = PresetRange.named(url.value("range"));
    Instant now = clock.instant();
    @Nullable Instant from = parseTime(url.value("from").strip());
    @Nullable Instant until = parseTime(url.value("until").strip());
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
        imported(url.value("source")),
        Map.copyOf(problems));
  }

  /** Returns whether a parameter is unreadable. */
  public boolean isInvalid() {
    return !problems.isEmpty();
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
    return actor == null && target == null && request == null && text == null && imported == null;
  }

  /** Returns this filter for events of any action and outcome. */
  AuditFilter ofAnyActionAndOutcome() {
    return new AuditFilter(
        from, until, null, actor, target, null, request, text, imported, problems);
  }

  /** Returns whether counted events have the requested outcome. */
  boolean matchesOutcome(EventCount count) {
    return success == null || success == count.success();
  }

  /** Returns whether counted events have the requested action and outcome. */
  boolean matches(EventCount count) {
    boolean matchesAction =
        action == null
            || (action.endsWith(".")
                ? count.action().startsWith(action)
                : count.action().equals(action));
    return matchesAction && matchesOutcome(count);
  }

  private static @Nullable Boolean success(String outcome) {
    return switch (outcome) {
      case "done" -> Boolean.TRUE;
      case "failed" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Boolean imported(String source) {
    return switch (source) {
      case "imported" -> Boolean.TRUE;
      case "signalbox" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** Returns the text as typed if it is a time. */
  private static @Nullable String time(String text) {
    return parseTime(text.toUpperCase(Locale.ROOT)) == null ? null : text.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String text(ListUrl url, String name) {
    String value = url.value(name).strip();
    return value.isEmpty() ? null : value;
  }

  /**
   * Parses a time as typed: a date, a local time, which is read as UTC, or a time with an offset.
   */
  static @Nullable Instant parseTime(String text) {
    try {
      TemporalAccessor read =
          TIME_FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant at =
          switch (read) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new IllegalStateException("unexpected type: " + read);
          };
      return StorableTime.covers(at) ? at : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
