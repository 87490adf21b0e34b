package dev.signalbox.house;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What only the text of a file tells: bytecode catches everything in every try-with-resources. */
enum SourceRules {
  NOBODY_CATCHES_EVERYTHING(
      "catch\\s*\\(\\s*(?:final\\s+)?(?:[\\w.]+\\s*\\|\\s*)*(?:java\\.lang\\.)?"
          + "(?:Exception|Throwable)\\b"),

  /**
   * No address of somebody else's host: names of specifications, reserved names and GitHub, whose
   * address is a setting's default, are none.
   */
  NO_THIRD_PARTY_HOSTS(
      "(?:\\bhttps?://|(?<=[\"'(])//(?=[\\w-]+\\.\\w))(?!(?:www\\.w3\\.org|www\\.thymeleaf\\.org"
          + "|localhost|127\\.0\\.0\\.1|github\\.com|api\\.github\\.com"
          + "|(?:[a-z0-9-]+\\.)*(?:example|invalid|localhost))(?![\\w-]|\\.\\w))[a-z0-9\\[]");

  private final Pattern guilty;

  SourceRules(String guilty) {
    this.guilty = Pattern.compile(guilty);
  }

  List<Integer> offsets(String text) {
    return guilty.matcher(text).results().map(MatchResult::start).toList();
  }
}
