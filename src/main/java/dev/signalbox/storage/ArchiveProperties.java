package dev.signalbox.storage;

import dev.signalbox.settings.SelfValidating;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;

/**
 * The archive of the audit log's completed months.
 *
 * @param storage where the files are stored
 * @param retentionMonths Number of months kept in the database in addition to the current one;
 *     older months are removed once their archive is verified. Default: all.
 */
@Validated
@ConfigurationProperties("signalbox")
public record ArchiveProperties(
    @DefaultValue @NestedConfigurationProperty StorageProperties storage,
    @Name("audit.retention-months")
        @Min(value = 1, message = "must be at least 1: ${validatedValue}")
        @Nullable Integer retentionMonths)
    implements SelfValidating {

  @Override
  public void validate(Errors errors) {
    storage.validate(errors, "storage");
    if (retentionMonths != null && storage.isEmpty()) {
      SelfValidating.reject(
          errors,
          "retentionMonths",
          "requires SIGNALBOX_STORAGE_FOLDER or SIGNALBOX_STORAGE_S3_BUCKET: older months would be"
              + " lost");
    }
  }
}
