/**
 * Cron expressions as Velero parses them: with robfig/cron 1.1.0 up to Velero 1.14, and 3.0.1 since
 * 1.15, always with {@code ParseStandard}. Other parsers, such as Spring's, differ in the
 * combination of the two day fields.
 */
@NamedInterface("schedule-cron")
@NullMarked
package dev.signalbox.velero.schedule.cron;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
