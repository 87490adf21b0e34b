package dev.signalbox.drains;

import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.web.TimestampView;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of a drain.
 *
 * @param deadline null to wait for all builds, zero to kill them immediately
 */
public record DeadlineChoice(@Nullable Duration deadline) {

  /** Waits for all builds. */
  public static final DeadlineChoice NONE = new DeadlineChoice(null);

  /** The option for a custom duration. */
  public static final String CUSTOM = "custom";

  /** The option that kills all builds immediately. */
  static final String IMMEDIATELY = "now";

  /** The error for an invalid duration. */
  public static final String INVALID = "Enter a duration such as 45m, 2h or 1d12h (max 30 d).";

  private static final Duration MAX = Duration.ofDays(30);

  /** Possessive: long whitespace would otherwise be split in all ways. */
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d{1,3}+)\\s*+d)?+\\s*+(?:(\\d{1,4}+)\\s*+h)?+\\s*+"
              + "(?:(\\d{1,6}+)\\s*+m(?:in)?+)?+");

  /** Options and labels in display order. No deadline comes first: it kills no build. */
  static Map<String, String> choices() {
    Map<String, String> choices = durations();
    choices.put(IMMEDIATELY, "Stop now");
    return Collections.unmodifiableMap(choices);
  }

  /** Options and labels without {@link #IMMEDIATELY}. */
  public static Map<String, String> choicesWithoutImmediately() {
    return Collections.unmodifiableMap(durations());
  }

  private static Map<String, String> durations() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("none", "No deadline: wait for all builds");
    choices.put("15m", "Stop after 15 minutes");
    choices.put("1h", "Stop after 1 hour");
    choices.put("4h", "Stop after 4 hours");
    choices.put("12h", "Stop after 12 hours");
    choices.put("1d", "Stop after 1 day");
    choices.put(CUSTOM, "Stop after a custom time");
    return choices;
  }

  /** Parses the chosen option, or returns null for an invalid duration. */
  public static @Nullable DeadlineChoice parse(@Nullable String choice, @Nullable String custom) {
    if (choice == null || choice.isEmpty() || choice.equals("none")) {
      return NONE;
    }
    if (choice.equals(IMMEDIATELY)) {
      return new DeadlineChoice(Duration.ZERO);
    }
    String text = choice.equals(CUSTOM) ? custom == null ? "" : custom.strip() : choice;
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Duration length =
        Duration.ofDays(number(matcher, 1))
            .plusHours(number(matcher, 2))
            .plusMinutes(number(matcher, 3));
    return length.isZero() || length.compareTo(MAX) > 0 ? null : new DeadlineChoice(length);
  }

  /** Formats a duration so that {@link #parse} can parse it, rounded up to whole minutes. */
  static String format(Duration length) {
    Duration limited = length.compareTo(MAX) > 0 ? MAX : length;
    long minutes = Math.ceilDiv(limited.toSeconds(), 60);
    StringBuilder text = new StringBuilder();
    appendPart(text, minutes / 1440, "d");
    appendPart(text, minutes / 60 % 24, "h");
    appendPart(text, minutes % 60, "m");
    return text.isEmpty() ? "1m" : text.toString();
  }

  private static void appendPart(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }

  static DeadlineChoice of(DrainSpec order) {
    return new DeadlineChoice(order.deadline());
  }

  /** Whether all builds are killed immediately. */
  public boolean isImmediate() {
    return deadline != null && deadline.isZero();
  }

  /** {@code none}, {@code immediately} or a duration. */
  public String label() {
    return deadline == null
        ? "none"
        : deadline.isZero() ? "immediately" : TimestampView.formatDuration(deadline);
  }

  /** The flag of {@code nomad node drain}. */
  String flag() {
    return deadline == null
        ? "-no-deadline"
        : deadline.isZero() ? "-force" : "-deadline " + deadline.toMinutes() + "m";
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
