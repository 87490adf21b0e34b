package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the subset of shell scripts that tests use: {@code echo}, {@code printf}, {@code sleep},
 * {@code exit} and a loop over {@code seq}. Other commands are ignored.
 */
final class ShellScript {

  /** A step of a script. */
  sealed interface Step {}

  record Write(String stream, String text) implements Step {}

  record Sleep(Duration duration) implements Step {}

  record Exit(int code) implements Step {}

  private static final Pattern LOOP =
      Pattern.compile(
          "for (\\w+) in \\$\\(seq (\\d+)(?: (\\d+))?\\); ?do (.*?); ?done", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^;&\\n\"']|&(?!&)|>&2)+");

  private ShellScript() {}

  static List<Step> parse(String script) {
    String text = script;
    for (Matcher loop = LOOP.matcher(text); loop.find(); loop = LOOP.matcher(text)) {
      StringBuilder unrolled = new StringBuilder();
      int from = loop.group(3) == null ? 1 : Integer.parseInt(loop.group(2));
      int to = Integer.parseInt(loop.group(3) == null ? loop.group(2) : loop.group(3));
      for (int i = from; i <= to; i++) {
        String variable = "\\$\\{?" + loop.group(1) + "\\b\\}?";
        unrolled.append(loop.group(4).replaceAll(variable, Integer.toString(i))).append(';');
      }
      text = text.substring(0, loop.start()) + unrolled + text.substring(loop.end());
    }
    List<Step> steps = new ArrayList<>();
    for (Matcher command = COMMAND.matcher(text); command.find(); ) {
      parse(command.group().strip(), steps);
    }
    return steps;
  }

  private static void parse(String command, List<Step> steps) {
    boolean toError = command.contains(">&2");
    String plain = command.replaceAll("\\s*1?>&2\\s*", " ").strip();
    String stream = toError ? "stderr" : "stdout";
    if (plain.equals("echo") || plain.startsWith("echo ")) {
      String text = plain.substring(4).strip();
      boolean noNewline = text.startsWith("-n ");
      steps.add(
          new Write(
              stream, unquote(noNewline ? text.substring(3) : text) + (noNewline ? "" : "\n")));
    } else if (plain.startsWith("printf ")) {
      String text = unquote(plain.substring(7).strip());
      steps.add(
          new Write(stream, text.replace("\\n", "\n").replace("\\033", "\033").replace("%%", "%")));
    } else if (plain.startsWith("sleep ")) {
      double seconds = Double.parseDouble(plain.substring(6).strip());
      steps.add(new Sleep(Duration.ofMillis(Math.round(seconds * 1000))));
    } else if (plain.startsWith("exit ")) {
      steps.add(new Exit(Integer.parseInt(plain.substring(5).strip())));
    }
  }

  private static String unquote(String text) {
    String stripped = text.strip();
    if (stripped.length() >= 2
        && (stripped.startsWith("\"") || stripped.startsWith("'"))
        && stripped.charAt(stripped.length() - 1) == stripped.charAt(0)) {
      return stripped.substring(1, stripped.length() - 1).replace("\\\"", "\"");
    }
    return stripped;
  }
}
