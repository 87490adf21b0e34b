package dev.signalbox.snapshots.backups;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Labels as kubectl accepts them: {@code key=value}, separated by commas. */
final class LabelExpression {

  static final String INVALID = "Enter labels as key=value, separated by commas.";

  private static final String NAME = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final String DOMAIN = "(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?";
  private static final Pattern LABEL =
      Pattern.compile("(" + DOMAIN + NAME + ")\\s*==?\\s*((?:" + NAME + ")?)");

  private LabelExpression() {}

  /** Parses labels; none for a blank text, null for an invalid one. */
  static @Nullable Map<String, String> parse(@Nullable String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text == null || text.isBlank()) {
      return labels;
    }
    for (String part : text.split(",", -1)) {
      Matcher label = LABEL.matcher(part.strip());
      if (!label.matches()) {
        return null;
      }
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }
}
