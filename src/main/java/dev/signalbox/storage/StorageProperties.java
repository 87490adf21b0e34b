package dev.signalbox.storage;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import dev.signalbox.settings.SelfValidating;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;

/**
 * A storage of files: a folder or a bucket.
 *
 * @param folder Folder shared by all instances.
 * @param s3Bucket Bucket of Amazon S3 or an S3-compatible service, instead of the folder.
 * @param s3Region Region of the bucket. Default: us-east-1.
 * @param s3Url Endpoint of an S3-compatible service. Default: AWS in the configured region.
 * @param s3AccessKey Access key id. Default: the AWS default credentials provider chain.
 * @param s3SecretKey Secret access key.
 */
public record StorageProperties(
    @Nullable String folder,
    @Nullable String s3Bucket,
    @DefaultValue("us-east-1") String s3Region,
    @Nullable Origin s3Url,
    @Nullable String s3AccessKey,
    @Nullable Secret s3SecretKey) {

  /** The names that Amazon S3 allows for buckets. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Whether no storage is configured. */
  public boolean isEmpty() {
    return folder == null && s3Bucket == null;
  }

  /**
   * Rejects contradictions.
   *
   * @param property the property that has this storage, such as {@code artifacts}
   */
  public void validate(Errors errors, String property) {
    errors.pushNestedPath(property);
    if (folder != null && s3Bucket != null) {
      String variable = "SIGNALBOX_" + property.toUpperCase(Locale.ROOT) + "_FOLDER";
      SelfValidating.reject(errors, "s3Bucket", "and " + variable + " can't both be set");
    } else if (folder != null && !isAbsolute(folder)) {
      SelfValidating.reject(errors, "folder", "must be an absolute path: " + folder);
    }
    if (s3Bucket != null && !BUCKET.matcher(s3Bucket).matches()) {
      SelfValidating.reject(errors, "s3Bucket", "is not a valid bucket name: " + s3Bucket);
    }
    if (s3Bucket != null && (s3AccessKey == null) != (s3SecretKey == null)) {
      SelfValidating.reject(
          errors,
          s3AccessKey == null ? "s3AccessKey" : "s3SecretKey",
          "is not set, but the other part of the access key is");
    }
    errors.popNestedPath();
  }

  private static boolean isAbsolute(String folder) {
    try {
      return Path.of(folder).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
