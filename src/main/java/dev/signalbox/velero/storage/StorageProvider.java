package dev.signalbox.velero.storage;

import dev.signalbox.velero.StorageLocation;
import java.util.Arrays;
import java.util.Optional;

/** Object stores that Signalbox can configure for Velero. */
public enum StorageProvider {
  AWS("aws", "aws", "AWS S3"),
  GCP("gcp", "gcp", "Google Cloud Storage"),
  /** Served by the plugin for AWS, with the endpoint in {@code s3Url}. */
  S3("s3", "aws", "S3-compatible");

  private final String code;
  private final String plugin;
  private final String label;

  StorageProvider(String code, String plugin, String label) {
    this.code = code;
    this.plugin = plugin;
    this.label = label;
  }

  /** Returns the provider of a location, or empty if another plugin serves it. */
  public static Optional<StorageProvider> of(StorageLocation location) {
    String provider = location.provider().replaceFirst("^velero\\.io/", "");
    if (provider.equals(GCP.plugin)) {
      return Optional.of(GCP);
    }
    return provider.equals(AWS.plugin)
        ? Optional.of(location.setting("s3Url").isEmpty() ? AWS : S3)
        : Optional.empty();
  }

  /** Returns the provider with a code, as in URLs. */
  public static Optional<StorageProvider> ofCode(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }

  /** Returns {@code aws}, {@code gcp} or {@code s3}. */
  public String code() {
    return code;
  }

  /** Returns {@code spec.provider} of a storage location: the name of the plugin. */
  public String plugin() {
    return plugin;
  }

  public String label() {
    return label;
  }
}
