package dev.signalbox.audit.search;

import dev.signalbox.web.StorableTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Parses times as typed: a date, a local time, which is read as UTC, or a time with an offset. */
final class TimeParser {

  private static final DateTimeFormatter ANY =
      DateTimeFormatter.ofPattern(
              "uuuu-MM-dd[['T'][' ']HH:mm[:ss[[.SSSSSSSSS][.SSSSSS][.SSS]]][XXX]]")
          // 31 November is no other day
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeParser() {}

  static @Nullable Instant parse(String text) {
    try {
      TemporalAccessor read =
          ANY.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant at =
          switch (read) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new IllegalStateException("unexpected type: " + read);
          };
      return StorableTime.covers(at) ? at : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
