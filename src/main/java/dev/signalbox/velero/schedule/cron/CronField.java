package dev.signalbox.velero.schedule.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field.
 *
 * @param bits bit n is set if the field matches the value n
 * @param star whether the field counts as {@code *} when the day fields are combined
 */
record CronField(Bounds bounds, long bits, boolean star) {

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,9}");

  /** Smallest and largest value of a field, and the names of its values. */
  enum Bounds {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY_OF_MONTH("day of month", 1, 31, List.of()),
    MONTH(
        "month",
        1,
        12,
        List.of(
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    DAY_OF_WEEK("day of week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    final String label;
    final int min;
    final int max;

    // created by List.of
    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> names;

    Bounds(String label, int min, int max, List<String> names) {
      this.label = label;
      this.min = min;
      this.max = max;
      this.names = names;
    }
  }

  /** Returns a field that matches any value. */
  static CronField any(Bounds bounds) {
    return new CronField(bounds, mask(bounds.min, bounds.max, 1), true);
  }

  static CronField single(Bounds bounds, int value) {
    return new CronField(bounds, 1L << value, false);
  }

  /** Parses a comma-separated list of ranges. Empty elements are ignored, as robfig/cron does. */
  static CronField parse(String text, Bounds bounds, CronDialect dialect)
      throws CronSyntaxException {
    long bits = 0;
    boolean star = false;
    for (String range : text.split(",", -1)) {
      if (!range.isEmpty()) {
        CronField parsed = range(range, bounds, dialect);
        bits |= parsed.bits;
        star |= parsed.star;
      }
    }
    return new CronField(bounds, bits, star);
  }

  private static CronField range(String text, Bounds bounds, CronDialect dialect)
      throws CronSyntaxException {
    String[] rangeAndStep = text.split("/", -1);
    String[] ends = rangeAndStep[0].split("-", -1);
    boolean star = ends[0].equals("*") || ends[0].equals("?");
    check(rangeAndStep.length <= 2, text, bounds, "has more than one slash");
    check(star || ends.length <= 2, text, bounds, "has more than one hyphen");
    int start = star ? bounds.min : value(ends[0], text, bounds);
    int end = star ? bounds.max : ends.length == 2 ? value(ends[1], text, bounds) : start;
    int step = 1;
    if (rangeAndStep.length == 2) {
      step = number(rangeAndStep[1], text, bounds);
      end = ends.length == 1 ? bounds.max : end;
      star &= step <= 1 || dialect == CronDialect.V1;
    }
    check(step > 0, text, bounds, "has a step of 0");
    check(start >= bounds.min, text, bounds, "is below " + bounds.min);
    check(end <= bounds.max, text, bounds, "is above " + bounds.max + hint(bounds, end));
    check(start <= end, text, bounds, "ends before it begins");
    return new CronField(bounds, mask(start, end, step), star);
  }

  private static int value(String text, String range, Bounds bounds) throws CronSyntaxException {
    int named = bounds.names.indexOf(text.toLowerCase(Locale.ROOT));
    return named >= 0 ? named + bounds.min : number(text, range, bounds);
  }

  private static int number(String text, String range, Bounds bounds) throws CronSyntaxException {
    check(NUMBER.matcher(text).matches(), range, bounds, "is not a number" + extension(text));
    return Integer.parseInt(text);
  }

  private static void check(boolean valid, String text, Bounds bounds, String problem)
      throws CronSyntaxException {
    if (!valid) {
      throw new CronSyntaxException(
          "\"" + text + "\" " + problem + ", in the field " + bounds.label + ".");
    }
  }

  private static String hint(Bounds bounds, int value) {
    return bounds == Bounds.DAY_OF_WEEK && value == 7 ? " (Sunday is 0)" : "";
  }

  private static String extension(String text) {
    return text.matches("(?i)[0-9]*[LW](?:[0-9]*)|[0-9]+#[0-9]+")
        ? " (Velero doesn't support L, W and #)"
        : "";
  }

  private static long mask(int start, int end, int step) {
    long bits = 0;
    for (long value = start; value <= end; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  boolean matches(int value) {
    return (bits & 1L << value) != 0;
  }

  boolean isFull() {
    return bits == mask(bounds.min, bounds.max, 1);
  }

  List<Integer> values() {
    return IntStream.rangeClosed(bounds.min, bounds.max).filter(this::matches).boxed().toList();
  }

  /** Returns the constant distance of the values, or null for fewer than 3 values. */
  @Nullable Integer step() {
    List<Integer> values = values();
    if (values.size() < 3) {
      return null;
    }
    int step = values.get(1) - values.get(0);
    Predicate<Integer> regular = i -> values.get(i) - values.get(i - 1) == step;
    return IntStream.range(1, values.size()).boxed().allMatch(regular) ? step : null;
  }

  /** Returns the values as maximal ranges, each as first and last value. */
  List<int[]> ranges() {
    List<int[]> ranges = new ArrayList<>();
    for (int value : values()) {
      if (!ranges.isEmpty() && ranges.getLast()[1] == value - 1) {
        ranges.getLast()[1] = value;
      } else {
        ranges.add(new int[] {value, value});
      }
    }
    return ranges;
  }
}
