package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.web.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long builds may go on while their client drains.
 *
 * @param deadline null waits for every build, zero stops all at once
 */
public record DeadlineChoice(@Nullable Duration deadline) {

  /** Wait for every build. */
  public static final DeadlineChoice NONE = new DeadlineChoice(null);

  /** What is chosen to write another length oneself. */
  public static final String CUSTOM = "custom";

  /** What is chosen to stop everything at once. */
  static final String NOW = "now";

  /** Said of a length that is none. */
  public static final String WRONG = "Write a length as 45m, 2h or 1d12h, at most 30 days.";

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Pattern LENGTH =
      Pattern.compile(
          "(?:(\\d{1,3})\\s*d)?\\s*(?:(\\d{1,4})\\s*h)?\\s*(?:(\\d{1,6})\\s*m(?:in)?)?");

  /** What may be chosen and how it reads, in the order to show; none is what the guide promises. */
  static Map<String, String> choices() {
    Map<String, String> choices = lengths();
    choices.put(NOW, "None at all: stop what runs at once");
    return Collections.unmodifiableMap(choices);
  }

  /** The same where nothing is stopped at once. */
  public static Map<String, String> gentleChoices() {
    return Collections.unmodifiableMap(lengths());
  }

  private static Map<String, String> lengths() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("none", "None: wait for every build (recommended)");
    choices.put("15m", "15 minutes");
    choices.put("1h", "1 hour");
    choices.put("4h", "4 hours");
    choices.put("12h", "12 hours");
    choices.put("1d", "1 day");
    choices.put(CUSTOM, "Another length");
    return choices;
  }

  /** What was chosen, or null for what is no length. */
  public static @Nullable DeadlineChoice read(@Nullable String choice, @Nullable String custom) {
    if (choice == null || choice.isEmpty() || choice.equals("none")) {
      return NONE;
    }
    if (choice.equals(NOW)) {
      return new DeadlineChoice(Duration.ZERO);
    }
    String text = choice.equals(CUSTOM) ? custom == null ? "" : custom.strip() : choice;
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Duration length =
        Duration.ofDays(number(matcher, 1))
            .plusHours(number(matcher, 2))
            .plusMinutes(number(matcher, 3));
    return length.isZero() || length.compareTo(LONGEST) > 0 ? null : new DeadlineChoice(length);
  }

  /** A length as {@link #read} takes it, in whole minutes and never shorter than it is. */
  static String written(Duration length) {
    Duration fitting = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    long minutes = Math.ceilDiv(fitting.toSeconds(), 60);
    StringBuilder text = new StringBuilder();
    part(text, minutes / 1440, "d");
    part(text, minutes / 60 % 24, "h");
    part(text, minutes % 60, "m");
    return text.isEmpty() ? "1m" : text.toString();
  }

  private static void part(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }

  static DeadlineChoice of(DrainOrder order) {
    return new DeadlineChoice(order.deadline());
  }

  /** Whether nothing may end by itself. */
  public boolean atOnce() {
    return deadline != null && deadline.isZero();
  }

  /** {@code none}, {@code at once} or a length. */
  public String words() {
    return deadline == null ? "none" : deadline.isZero() ? "at once" : Moment.length(deadline);
  }

  /** The switch of Nomad's own command. */
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
