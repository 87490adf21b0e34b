package dev.signalbox.architecture;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words and phrases that neither the Nomad nor the GitHub documentation would use. */
final class Vocabulary {

  private static final Pattern BANNED =
      Pattern.compile(
          "(?i)\\b(?:nobody|somebody|whoever|whomever|everybody|anew|told|stands|lets go of"
              + "|(?:is|are) let|let in|takes? (?:no |new )?builds|as it came|past the console"
              + "|nineteen of twenty|goes on|so many at|the like|once more|look whether"
              + "|looked after|knows no(?:thing)?|beside|by itself|of its own accord"
              + "|(?:is|are) not told|organisations?|licence|behaviour|colour"
              + "|(?<=[ >])cancelled|house|rooms?|doors?|story|weather)\\b");

  /** Comments, text blocks and string literals of Java and JavaScript. */
  private static final Pattern TOKENS =
      Pattern.compile(
          "(?s)(?<comment>/\\*.*?\\*/|(?<!:)//[^\\n]*)"
              + "|(?<string>\"\"\"(?:[^\"\\\\]++|\\\\.|\"(?!\"\"))*+\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\\n])*\")"
              + "|'(?:\\\\.|[^'\\\\\\n])*'");

  private Vocabulary() {}

  /** Returns the banned words in a text. */
  static List<String> bannedIn(String text) {
    return BANNED.matcher(text).results().map(match -> match.group()).toList();
  }

  static Stream<String> comments(String source) {
    return tokens(source, "comment");
  }

  static Stream<String> strings(String source) {
    return tokens(source, "string");
  }

  private static Stream<String> tokens(String source, String group) {
    return TOKENS.matcher(source).results().map(token -> token.group(group)).filter(t -> t != null);
  }
}
