package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the header {@code Range} (RFC 9110, section 14). */
final class RangeHeader {

  /** Clients that need more send another request. */
  private static final int MAX_RANGES = 16;

  private static final Pattern RANGE = Pattern.compile("[ \t]*(\\d{0,18})-(\\d{0,18})[ \t]*");
  private static final String UNIT = "bytes=";

  private RangeHeader() {}

  /**
   * Returns the requested ranges that exist.
   *
   * @param size size of the artifact
   * @return null if the header is missing, malformed or excessive, so that the whole artifact is
   *     sent; empty if no range exists
   */
  static @Nullable List<ByteRange> parse(@Nullable String header, long size) {
    if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    String[] specifications = header.substring(UNIT.length()).split(",", -1);
    if (specifications.length > MAX_RANGES) {
      return null;
    }
    List<ByteRange> ranges = new ArrayList<>();
    long total = 0;
    for (String specification : specifications) {
      Matcher parsed = RANGE.matcher(specification);
      if (!parsed.matches()
          || (parsed.group(1).isEmpty() && parsed.group(2).isEmpty())
          || isReversed(parsed)) {
        return null;
      }
      Optional<ByteRange> range = range(parsed.group(1), parsed.group(2), size);
      range.ifPresent(ranges::add);
      total += range.map(ByteRange::length).orElse(0L);
    }
    // overlapping ranges could multiply the size of the response
    return total > size ? null : List.copyOf(ranges);
  }

  private static boolean isReversed(Matcher parsed) {
    return !parsed.group(1).isEmpty()
        && !parsed.group(2).isEmpty()
        && Long.parseLong(parsed.group(2)) < Long.parseLong(parsed.group(1));
  }

  private static Optional<ByteRange> range(String first, String last, long size) {
    if (first.isEmpty()) {
      long suffix = Math.min(Long.parseLong(last), size);
      return suffix == 0 ? Optional.empty() : Optional.of(new ByteRange(size - suffix, size - 1));
    }
    long start = Long.parseLong(first);
    if (start >= size) {
      return Optional.empty();
    }
    return Optional.of(
        new ByteRange(start, last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1)));
  }
}
