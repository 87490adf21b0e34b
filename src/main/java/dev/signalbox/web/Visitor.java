package dev.signalbox.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The person looking at the page.
 *
 * @param login the name at GitHub
 * @param name the full name, where GitHub told one
 * @param role the console role as a word
 * @param mayLook whether this person has the console's pages at all
 * @param whyNoChanges why this person may change nothing now, or null when changes are allowed
 */
public record Visitor(
    String login,
    @Nullable String name,
    String role,
    boolean mayLook,
    @Nullable String whyNoChanges) {

  /** The full name, or the login of somebody who has none. */
  public String displayName() {
    return name == null || name.isBlank() ? login : name;
  }

  /** Two letters that stand for the person where other consoles load a picture. */
  public String initials() {
    return initialsOf(displayName());
  }

  /** The first letters of the first two words of a name; a name may begin with anything. */
  public static String initialsOf(String name) {
    String[] words = name.replaceFirst("^[\\s\\-_.]+", "").split("[\\s\\-_.]+", 3);
    String letters =
        words.length > 1 && !words[1].isEmpty()
            ? beginning(words[0], 1) + beginning(words[1], 1)
            : beginning(words[0], 2);
    return letters.toUpperCase(Locale.ROOT);
  }

  /** Whole characters: half of an emoji is none. */
  private static String beginning(String word, int characters) {
    int length = Math.min(characters, word.codePointCount(0, word.length()));
    return word.substring(0, word.offsetByCodePoints(0, length));
  }

  /** Whether buttons that change something are on for this person. */
  public boolean mayChange() {
    return whyNoChanges == null;
  }
}
