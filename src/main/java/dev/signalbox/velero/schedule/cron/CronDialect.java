package dev.signalbox.velero.schedule.cron;

import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;

/** Versions of robfig/cron that Velero uses. */
public enum CronDialect {
  /**
   * robfig/cron 1.1.0, up to Velero 1.14: a step on {@code *} keeps the meaning of {@code *} when
   * the day fields are combined, and there is no time zone.
   */
  V1,
  /** robfig/cron 3.0.1, since Velero 1.15. */
  V3;

  public static CronDialect of(VeleroCapabilities velero) {
    return velero.has(VeleroField.REPOSITORY_CONFIG) ? V3 : V1;
  }
}
