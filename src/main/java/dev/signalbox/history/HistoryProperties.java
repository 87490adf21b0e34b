package dev.signalbox.history;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The retention of the history.
 *
 * @param historyDays Number of days that builds, drains and client events are kept. Default: 90.
 */
@Validated
@ConfigurationProperties("signalbox.nomad")
record HistoryProperties(
    @DefaultValue("90") @Min(value = 0, message = "must not be negative: ${validatedValue}")
        int historyDays) {}
