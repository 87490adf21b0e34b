package dev.signalbox.velero;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The snapshots of the installation.
 *
 * @param snapshotObjective Recovery point objective: highest age of the last good snapshot, in
 *     days, hours and minutes such as 7d, 24h or 1h30m. Default: 24h.
 */
@Validated
@ConfigurationProperties("signalbox")
public record SnapshotProperties(
    @DefaultValue("24h")
        @Pattern(
            regexp = "(?=.*[1-9])(?:\\d{1,6}d)?(?:\\d{1,6}h)?(?:\\d{1,6}m)?",
            message = "must be a duration of at least 1m, such as 24h or 7d: ${validatedValue}")
        String snapshotObjective) {

  /** Returns the objective; Boot's conversion supports only one unit. */
  public Duration objective() {
    return DurationFormatterUtils.parse(snapshotObjective, DurationFormat.Style.COMPOSITE);
  }
}
