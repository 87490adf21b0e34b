package dev.signalbox.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user, as the layout shows it.
 *
 * @param login the GitHub login
 * @param name the full name, or null if GitHub has none
 * @param role the console role as a word
 * @param hasConsoleAccess whether the user has access to the console's pages
 * @param readOnlyReason why the console is read-only for the user, or null if changes are allowed
 */
public record CurrentUser(
    String login,
    @Nullable String name,
    String role,
    boolean hasConsoleAccess,
    @Nullable String readOnlyReason) {

  /** Returns the full name, or the login if there is none. */
  public String displayName() {
    return name == null || name.isBlank() ? login : name;
  }

  /** Returns the initials, shown instead of a picture. */
  public String initials() {
    return initialsOf(displayName());
  }

  /**
   * Returns the first letters of the first two words of a name, or two letters of a single word.
   */
  public static String initialsOf(String name) {
    String[] words = name.replaceFirst("^[\\s\\-_.]+", "").split("[\\s\\-_.]+", 3);
    String letters =
        words.length > 1 && !words[1].isEmpty()
            ? beginning(words[0], 1) + beginning(words[1], 1)
            : beginning(words[0], 2);
    return letters.toUpperCase(Locale.ROOT);
  }

  /** Counts code points, so that surrogate pairs are not split. */
  private static String beginning(String word, int characters) {
    int length = Math.min(characters, word.codePointCount(0, word.length()));
    return word.substring(0, word.offsetByCodePoints(0, length));
  }

  /** Returns whether the user may make changes. */
  public boolean mayChange() {
    return readOnlyReason == null;
  }
}
