package dev.signalbox.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Times of the years 1 to 9999. The types of {@code java.time} accept a billion years, more than
 * PostgreSQL can store.
 */
public final class StorableTime {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private StorableTime() {}

  /** Returns whether the time is within the range. */
  public static boolean covers(Instant time) {
    return !time.isBefore(FIRST) && time.isBefore(END);
  }

  /**
   * Parses a UTC time such as {@code 2026-12-01T06:00:00Z}.
   *
   * @throws DateTimeParseException if it is malformed or out of range
   */
  public static Instant parse(String text) {
    return checked(Instant.parse(text), text);
  }

  /**
   * Parses a date such as {@code 2026-12-01} and returns its start in UTC.
   *
   * @throws DateTimeParseException if it is malformed or out of range
   */
  public static Instant parseDate(String text) {
    return checked(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(), text);
  }

  private static Instant checked(Instant time, String text) {
    if (!covers(time)) {
      throw new DateTimeParseException("out of range", text, 0);
    }
    return time;
  }
}
