package dev.signalbox.coordination;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and the shutdown of the instances.
 *
 * @param rateLimit Maximum number of sign-ins and of requests with an invalid API token, webhook
 *     signature or Prometheus token, per minute and IP address, on all instances together. Also
 *     limits the sign-ins per user. 0 turns it off. Default: 60.
 * @param shutdownDelaySeconds Seconds for which an instance that was asked to stop keeps serving
 *     while its readiness check fails, from 0 to 300, so that a load balancer stops sending
 *     requests to it. Default: 0.
 */
@Validated
@ConfigurationProperties("signalbox")
record CoordinationProperties(
    @DefaultValue("60")
        @Min(value = 0, message = "must be a number from 0 to 999999")
        @Max(value = 999_999, message = "must be a number from 0 to 999999")
        int rateLimit,
    @DefaultValue("0")
        @Min(value = 0, message = "must be a number from 0 to 300")
        @Max(value = 300, message = "must be a number from 0 to 300")
        int shutdownDelaySeconds) {}
