package dev.signalbox.drains;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rules of drains and releases.
 *
 * @param keepReady Minimum number of ready clients of the same class, node pool and datacenter that
 *     must remain when a machine is released. Default: 1.
 */
@Validated
@ConfigurationProperties("signalbox.nomad")
public record DrainProperties(
    @DefaultValue("1") @Min(value = 0, message = "must not be negative: ${validatedValue}")
        int keepReady) {}
