package dev.signalbox.architecture;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rules on source text. They can't be checked on bytecode, because try-with-resources compiles to a
 * catch of Throwable.
 */
enum SourceRules {
  NO_CATCH_OF_EXCEPTION_OR_THROWABLE(
      "catch\\s*\\(\\s*(?:final\\s+)?(?:[\\w.]+\\s*\\|\\s*)*(?:java\\.lang\\.)?"
          + "(?:Exception|Throwable)\\b"),

  /**
   * Maven may run on JDK 17, whose parser the formatter then uses: it can't read record patterns.
   */
  NO_RECORD_PATTERNS("\\b(?:case|instanceof)\\s+[A-Z][\\w.]*\\("),

  /** The Javadoc of a class with SQL contains "SQL, because" and the reason. */
  SQL_WITH_A_REASON(
      "import org\\.springframework\\.jdbc\\.core\\.(?:simple\\.JdbcClient|JdbcTemplate);"
          + "(?![\\s\\S]*SQL,[\\s*]+because\\b)"),

  /**
   * No URL of a third-party host. Specification names, reserved domains and GitHub, which is the
   * default of a setting, are allowed.
   */
  NO_THIRD_PARTY_HOSTS(
      "(?:\\bhttps?://|(?<=[\"'(])//(?=[\\w-]+\\.\\w))(?!(?:www\\.w3\\.org|www\\.thymeleaf\\.org"
          + "|localhost|127\\.0\\.0\\.1|github\\.com|api\\.github\\.com"
          + "|(?:[a-z0-9-]+\\.)*(?:example|invalid|localhost))(?![\\w-]|\\.\\w))[a-z0-9\\[]");

  private final Pattern pattern;

  SourceRules(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  List<Integer> offsets(String text) {
    return pattern.matcher(text).results().map(MatchResult::start).toList();
  }
}
