package dev.signalbox.web;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * The words of a search for people. A row matches if it contains every word, in any order. A word
 * can be a mention such as {@code @amara} or the URL of a profile.
 *
 * @param words in lower case and normalization form C
 */
public record SearchWords(List<String> words) {

  /** More words than a name has. */
  private static final int MAX_WORDS = 10;

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
  private static final Pattern LIKE = Pattern.compile("[%_\\\\]");

  /** Parses a text. There are no words if it has no visible characters. */
  public static SearchWords of(String text) {
    return new SearchWords(
        SPACE
            .splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFC))
            .map(SearchWords::nameIn)
            .filter(TextPolicy::isVisible)
            .limit(MAX_WORDS)
            .map(SearchWords::lower)
            .toList());
  }

  /** Returns whether nothing is searched for. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /**
   * Returns a condition of SQL.
   *
   * @param column a text in lower case
   * @param parameters receives the named parameters
   */
  public String condition(String column, Map<String, Object> parameters) {
    StringJoiner condition = new StringJoiner(" and ");
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = "word" + i;
      boolean isAscii = word.chars().allMatch(c -> c < 0x80);
      condition.add(column + (isAscii ? " like :" : " ~ :") + name);
      parameters.put(
          name, isAscii ? "%" + LIKE.matcher(word).replaceAll("\\\\$0") + "%" : regex(word));
    }
    return condition.toString();
  }

  /**
   * Returns a regular expression of PostgreSQL that finds both cases and normalization forms of
   * non-ASCII letters. PostgreSQL itself does so only in a database with a suitable locale.
   */
  public static String regex(String text) {
    StringBuilder regex = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(c -> regex.append(c < 0x80 ? ascii(c) : alternatives(c)));
    return regex.toString();
  }

  private static String ascii(int c) {
    return (Character.isLetterOrDigit(c) ? "" : "\\") + Character.toString(c);
  }

  private static String alternatives(int c) {
    Set<String> forms = new LinkedHashSet<>();
    for (int letter : new int[] {c, Character.toLowerCase(c), Character.toUpperCase(c)}) {
      String composed = Character.toString(letter);
      forms.add(composed);
      forms.add(Normalizer.normalize(composed, Normalizer.Form.NFD));
    }
    // lower() of PostgreSQL changes only the base letter of a decomposed capital
    return "(?:" + String.join("|", forms) + ")";
  }

  /** Letter by letter, so that the number of characters stays the same. */
  private static String lower(String word) {
    StringBuilder lower = new StringBuilder(word.length());
    word.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  /** Returns the login of a mention or of the URL of a profile, or else the word itself. */
  private static String nameIn(String word) {
    String name = word.replaceFirst("[?#].*$", "");
    boolean hasScheme = name.startsWith("https://") || name.startsWith("http://");
    String[] parts = name.replaceFirst("^https?://", "").split("/", 0);
    boolean isUrl = parts.length > 1 && (hasScheme || parts[0].contains("."));
    if (isUrl) {
      return Arrays.asList(parts).getLast();
    }
    return word.startsWith("@") && word.length() > 1 ? word.substring(1) : word;
  }
}
