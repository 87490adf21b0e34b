package dev.signalbox.velero.schedule.cron;

import dev.signalbox.velero.GoDuration;
import dev.signalbox.velero.schedule.cron.CronField.Bounds;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses {@code spec.schedule} of a Velero Schedule. */
public final class CronParser {

  private static final int MAX_LENGTH = 500;
  private static final String EVERY = "@every ";
  private static final Pattern ZONE =
      Pattern.compile("(?:CRON_)?TZ=([^ ]*)( ?)(.*)", Pattern.DOTALL);

  /** Characters that Go's {@code strings.Fields} splits at. */
  private static final Pattern SPACE = Pattern.compile("[\\t\\n\\x0B\\f\\r \\x85\\p{Z}]+");

  private CronParser() {}

  /**
   * Parses an expression.
   *
   * @param zone time zone of the Velero server, used without {@code CRON_TZ}
   */
  public static CronSchedule parse(String text, CronDialect dialect, ZoneId zone)
      throws CronSyntaxException {
    if (text.isBlank()) {
      throw new CronSyntaxException("Enter a cron expression.");
    }
    if (text.length() > MAX_LENGTH) {
      throw new CronSyntaxException("Use at most " + MAX_LENGTH + " characters.");
    }
    Matcher withZone = ZONE.matcher(text);
    if (!withZone.matches()) {
      return parseInZone(text, dialect, zone);
    }
    if (dialect == CronDialect.V1) {
      throw new CronSyntaxException("Velero supports time zones since version 1.15.");
    }
    if (withZone.group(2).isEmpty()) {
      // robfig/cron panics here; Velero recovers and the schedule fails its validation
      throw new CronSyntaxException("A cron expression is missing after the time zone.");
    }
    return parseInZone(withZone.group(3).strip(), dialect, zone(withZone.group(1), zone));
  }

  private static CronSchedule parseInZone(String text, CronDialect dialect, ZoneId zone)
      throws CronSyntaxException {
    if (text.startsWith("@")) {
      return descriptor(text, zone);
    }
    String trimmed = SPACE.matcher(text).replaceAll(" ").strip();
    String[] fields = trimmed.isEmpty() ? new String[0] : trimmed.split(" ");
    if (fields.length != 5) {
      throw new CronSyntaxException(
          "Expected 5 fields (minute, hour, day of month, month, day of week), found "
              + fields.length
              + (fields.length == 6 ? ". Velero has no field for seconds." : "."));
    }
    return new FieldSchedule(
        CronField.parse(fields[0], Bounds.MINUTE, dialect),
        CronField.parse(fields[1], Bounds.HOUR, dialect),
        CronField.parse(fields[2], Bounds.DAY_OF_MONTH, dialect),
        CronField.parse(fields[3], Bounds.MONTH, dialect),
        CronField.parse(fields[4], Bounds.DAY_OF_WEEK, dialect),
        zone);
  }

  private static CronSchedule descriptor(String text, ZoneId zone) throws CronSyntaxException {
    if (text.startsWith(EVERY)) {
      @Nullable Duration interval = GoDuration.parse(text.substring(EVERY.length()));
      if (interval == null) {
        throw new CronSyntaxException(
            "Expected a duration such as 6h or 24h30m after @every; days are not supported.");
      }
      return new IntervalSchedule(interval);
    }
    CronField anyDay = CronField.any(Bounds.DAY_OF_MONTH);
    CronField anyMonth = CronField.any(Bounds.MONTH);
    CronField anyWeekday = CronField.any(Bounds.DAY_OF_WEEK);
    CronField firstDay = CronField.single(Bounds.DAY_OF_MONTH, 1);
    CronField midnight = CronField.single(Bounds.HOUR, 0);
    return switch (text) {
      case "@yearly", "@annually" ->
          at(midnight, firstDay, CronField.single(Bounds.MONTH, 1), anyWeekday, zone);
      case "@monthly" -> at(midnight, firstDay, anyMonth, anyWeekday, zone);
      case "@weekly" ->
          at(midnight, anyDay, anyMonth, CronField.single(Bounds.DAY_OF_WEEK, 0), zone);
      case "@daily", "@midnight" -> at(midnight, anyDay, anyMonth, anyWeekday, zone);
      case "@hourly" -> at(CronField.any(Bounds.HOUR), anyDay, anyMonth, anyWeekday, zone);
      default ->
          throw new CronSyntaxException(
              "Velero supports @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly"
                  + " and @every.");
    };
  }

  private static FieldSchedule at(
      CronField hour, CronField day, CronField month, CronField weekday, ZoneId zone) {
    return new FieldSchedule(CronField.single(Bounds.MINUTE, 0), hour, day, month, weekday, zone);
  }

  /** Returns a zone of Go's {@code time.LoadLocation}, which accepts no offsets. */
  private static ZoneId zone(String name, ZoneId server) throws CronSyntaxException {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      return server;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new CronSyntaxException(
          "Unknown time zone \"" + name + "\". Use a name such as Europe/Paris.");
    }
    return ZoneId.of(name);
  }
}
