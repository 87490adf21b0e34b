package dev.signalbox.nomad;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Nomad version, for behavior that can't be probed, such as what happens to a build when the
 * deadline of a drain fires. Suffixes are ignored: {@code 1.4.568-bfc9a6ec4} is the fork shipped
 * with the CI server, {@code 1.9.3+ent} is Nomad Enterprise.
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

  /** An unparsable version; sorts before all others. */
  public static final ServerVersion UNKNOWN = new ServerVersion(0, 0, 0);

  private static final Pattern PATTERN =
      Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

  public static ServerVersion of(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return UNKNOWN;
    }
    return new ServerVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
  }

  public boolean isAtLeast(int minMajor, int minMinor, int minPatch) {
    return compareTo(new ServerVersion(minMajor, minMinor, minPatch)) >= 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return Comparator.comparingInt(ServerVersion::major)
        .thenComparingInt(ServerVersion::minor)
        .thenComparingInt(ServerVersion::patch)
        .compare(this, other);
  }
}
