package dev.signalbox.snapshots.schedules;

import dev.signalbox.velero.schedule.cron.CronCheck;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in words, with its next runs.
 *
 * @param error why it can't be used, or null
 * @param confirmation why it needs a confirmation, or null
 * @param description in words; empty with an error
 * @param warnings full sentences
 * @param zone time zone of the Velero server; null if it is UTC
 */
record CronPreview(
    @Nullable String error,
    @Nullable String confirmation,
    String description,
    List<String> warnings,
    @Nullable String zone,
    List<Run> runs) {

  private static final String PATTERN = "EEE d MMM yyyy, HH:mm";

  /**
   * A future run.
   *
   * @param iso ISO 8601, from which the browser makes its local time
   * @param server in the zone of the Velero server
   */
  record Run(String iso, String utc, String server) {}

  static CronPreview of(CronCheck check, ZoneId zone) {
    return switch (check) {
      case CronCheck.Refused refused ->
          new CronPreview(refused.message(), null, "", List.of(), null, List.of());
      case CronCheck.TooDense dense -> of(dense.check(), dense.message(), zone);
      case CronCheck.Accepted accepted -> of(accepted, null, zone);
    };
  }

  private static CronPreview of(
      CronCheck.Accepted accepted, @Nullable String confirmation, ZoneId zone) {
    boolean utc = zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC");
    return new CronPreview(
        null,
        confirmation,
        accepted.description(),
        accepted.warnings(),
        utc ? null : zone.getId(),
        accepted.nextRuns().stream().map(run -> run(run, zone)).toList());
  }

  private static Run run(Instant at, ZoneId zone) {
    return new Run(at.toString(), format(at, ZoneOffset.UTC) + " UTC", format(at, zone));
  }

  private static String format(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(PATTERN, Locale.ENGLISH).withZone(zone).format(at);
  }
}
