package dev.signalbox.nomad;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Nomad for what cannot be found by asking, such as what becomes of a build whose
 * drain has a deadline. Texts differ: {@code 1.4.568-bfc9a6ec4} is the CI server's own fork, {@code
 * 1.9.3+ent} the vendor's other edition.
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

  /** Sorts before all others. */
  public static final ServerVersion UNKNOWN = new ServerVersion(0, 0, 0);

  private static final Pattern TEXT =
      Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

  public static ServerVersion of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return UNKNOWN;
    }
    return new ServerVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
  }

  public boolean isAtLeast(int thatMajor, int thatMinor, int thatPatch) {
    return compareTo(new ServerVersion(thatMajor, thatMinor, thatPatch)) >= 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return Comparator.comparingInt(ServerVersion::major)
        .thenComparingInt(ServerVersion::minor)
        .thenComparingInt(ServerVersion::patch)
        .compare(this, other);
  }
}
