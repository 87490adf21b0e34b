package dev.signalbox.artifacts;

import dev.signalbox.settings.SelfValidating;
import dev.signalbox.storage.StorageProperties;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;

/**
 * The build artifacts of the CI server.
 *
 * @param artifacts where they are stored
 * @param prefix Prefix of all build artifacts in the bucket; other objects are not served. Default:
 *     none (the whole bucket).
 * @param configMap ConfigMap in the namespace of the CI server to which the content-type policy of
 *     artifacts is written for other front ends. Default: signalbox-artifact-policy.
 */
@Validated
@ConfigurationProperties("signalbox")
public record ArtifactsProperties(
    @DefaultValue @NestedConfigurationProperty StorageProperties artifacts,
    @Name("artifacts.s3-prefix") @DefaultValue("") String prefix,
    @Name("artifacts.config-map")
        @DefaultValue("signalbox-artifact-policy")
        @Pattern(regexp = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", message = INVALID_NAME)
        @Size(max = 253, message = INVALID_NAME)
        String configMap)
    implements SelfValidating {

  private static final String INVALID_NAME =
      "is not a valid name of a ConfigMap: ${validatedValue}";

  /** Returns the prefix of the names in the bucket: empty, or a folder with a final slash. */
  public String folderInBucket() {
    return prefix.isEmpty() ? "" : withoutSlashes() + "/";
  }

  private String withoutSlashes() {
    return prefix.replaceAll("^/+|/+$", "");
  }

  @Override
  public void validate(Errors errors) {
    artifacts.validate(errors, "artifacts");
    if (!prefix.isEmpty() && artifacts.s3Bucket() == null) {
      SelfValidating.reject(errors, "prefix", "requires SIGNALBOX_ARTIFACTS_S3_BUCKET");
    }
    if (!prefix.isEmpty()
        && Stream.of(withoutSlashes().split("/", -1)).anyMatch(List.of("", ".", "..")::contains)) {
      SelfValidating.reject(errors, "prefix", "has an empty, . or .. segment: " + prefix);
    }
  }
}
