package dev.signalbox.settings;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Spring's property of the database, which is required here.
 *
 * @param url JDBC URL of the PostgreSQL database (versions 14 to 18).
 */
@Validated
@ConfigurationProperties("spring.datasource")
record DatabaseProperties(
    @NotNull(message = "is not set")
        @Pattern(regexp = "jdbc:postgresql:.*", message = "must start with jdbc:postgresql:")
        String url) {}
