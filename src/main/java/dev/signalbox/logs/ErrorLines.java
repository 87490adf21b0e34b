package dev.signalbox.logs;

import java.util.regex.Pattern;

/**
 * Detects error lines heuristically, for the jump to the first one. Matches the output of common
 * compilers, test runners, shells and services, listed in {@code docs/logs.md}. Counts of zero,
 * such as {@code 0 errors}, do not match.
 */
final class ErrorLines {

  /** Only this many characters of a line are examined. */
  private static final int MAX_EXAMINED = 2_000;

  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\x1b(?:\\[[0-9;:?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|[@-Z\\\\^_])");

  private static final Pattern ERROR =
      Pattern.compile(
          String.join(
              "|",
              // a level: ERROR, [FATAL], level=error, "level":"fatal"
              "(?<![\\w-])(?:ERROR|FATAL|PANIC|CRITICAL|SEVERE)(?![\\w-]|S?\\s*[:=]\\s*0\\b)",
              "(?i:\\blevel\"?[=:]\\s*\"?(?:error|fatal|panic|critical)\\b)",
              // error: …, main.c:3:1: error: …, fatal: …, error[E0308]: …
              "(?i:(?:^|[\\s:\\]])(?:error|fatal|panic)(?:\\[\\w+\\])?:"
                  + "(?!\\s*(?:0|none|null|nil|false)\\b))",
              // exceptions and traces: java.io.IOException: …, ValueError: …, Traceback …
              "\\b[A-Z]\\w*(?:Exception|Error)(?::|\\s+at\\b|$)",
              "^Traceback \\(most recent call last\\)",
              "^(?:goroutine \\d+ \\[|thread '.*' panicked)",
              // builds and tests: BUILD FAILED, --- FAIL, FAIL src/…, 3 failed, Failures: 2
              "(?i:\\b(?:build|compilation|tests?|step|command|task|job|check|deploy)"
                  + " (?:has |have )?failed\\b)",
              "(?:^|\\s)FAIL(?:ED|URE)?(?::|\\s|$)",
              "(?i:\\b[1-9]\\d* (?:errors?|failed|failures?)\\b)",
              "(?i:\\b(?:failures|errors): [1-9])",
              "^npm (?:ERR!|error)|##\\[error\\]|^\\s*✗|^E {3}\\S",
              // the shell and the machine
              "(?i:\\bexit(?:ed)?(?: with)?(?: (?:code|status|value))?[ :=]+[1-9]\\d*\\b)",
              "(?i:\\b(?:segmentation fault|core dumped|out of memory|oom[- ]?killed"
                  + "|no space left on device|permission denied|command not found"
                  + "|no such file or directory|connection refused)\\b)"));

  private ErrorLines() {}

  static boolean looksLikeError(String text) {
    String start = text.length() > MAX_EXAMINED ? text.substring(0, MAX_EXAMINED) : text;
    return ERROR.matcher(plain(start)).find();
  }

  /** Removes ANSI escape sequences. */
  static String plain(String text) {
    return text.indexOf('\u001b') < 0 ? text : ESCAPES.matcher(text).replaceAll("");
  }
}
