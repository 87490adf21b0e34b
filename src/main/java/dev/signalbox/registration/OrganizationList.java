package dev.signalbox.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The comma-separated list of required organizations. */
final class OrganizationList {

  /** Each organization costs a request to GitHub at every sign-in. */
  private static final int MAX_ORGANIZATIONS = 20;

  /** The names that GitHub allows for organizations. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private OrganizationList() {}

  /** Returns the names in input order without duplicates; names are case-insensitive at GitHub. */
  static List<String> parse(String text) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .filter(seen::add)
        .toList();
  }

  /** Returns why the names are invalid, checked before any request to GitHub. */
  static Optional<String> violation(List<String> names) {
    if (names.size() > MAX_ORGANIZATIONS) {
      return Optional.of(
          "At most " + MAX_ORGANIZATIONS + " organizations are allowed, not " + names.size() + ".");
    }
    List<String> invalid = names.stream().filter(n -> !NAME.matcher(n).matches()).toList();
    return invalid.isEmpty()
        ? Optional.empty()
        : Optional.of("Not a valid GitHub name: " + format(invalid) + ".");
  }

  static String format(List<String> names) {
    return String.join(", ", names);
  }
}
