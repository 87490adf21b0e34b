package dev.signalbox.accounts.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The guide's comma-delimited string of organisations. */
final class OrganizationList {

  /** More names than this would keep each person at the door waiting. */
  private static final int MOST = 20;

  /** What GitHub lets organisations be called. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private OrganizationList() {}

  /** The names in their order, each once: GitHub's ignore case. */
  static List<String> read(String text) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .filter(seen::add)
        .toList();
  }

  /** What is wrong with names as such, before GitHub is asked about them. */
  static Optional<String> complaint(List<String> names) {
    if (names.size() > MOST) {
      return Optional.of(names.size() + " are named; " + MOST + " are the most.");
    }
    List<String> strange = names.stream().filter(n -> !NAME.matcher(n).matches()).toList();
    return strange.isEmpty()
        ? Optional.empty()
        : Optional.of("No name at GitHub: " + write(strange) + ".");
  }

  static String write(List<String> names) {
    return String.join(", ", names);
  }
}
