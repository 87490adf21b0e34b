package dev.signalbox.databaserestore;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the database may be a restored backup.
 *
 * @param maxDowntimeMinutes Downtime of all instances in minutes after which rolling drains and
 *     releases are paused until an admin resumes them, because the database may be a restored
 *     backup. Default: 15.
 */
@Validated
@ConfigurationProperties("signalbox.nomad")
record RestoreGuardProperties(
    @DefaultValue("15") @Min(value = 1, message = "must be at least 1: ${validatedValue}")
        int maxDowntimeMinutes) {}
