package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.StorageProvider;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The form of a storage location. Fields that the provider doesn't have are ignored.
 *
 * @param name of a new location; ignored for an existing one
 * @param s3Url endpoint of an S3-compatible store
 * @param publicUrl endpoint for downloads from outside the cluster; empty for the same
 * @param acceptHttp whether unencrypted connections are accepted
 * @param pathStyle whether the bucket is part of the path instead of the host name
 * @param caCertificate in PEM; empty keeps the one of the location
 * @param removeCaCertificate whether the location's certificate is removed
 * @param caSecret name and key of the Secret with the CA certificate, such as {@code
 *     minio-ca/ca.crt}; null if the form has no such field
 * @param checksum {@code plugin}, {@code none}, {@code CRC32} or {@code SHA256}
 * @param kmsKey ID of the encryption key; empty for that of the bucket
 * @param serviceAccount service account of Google that signs URLs, for workload identity
 * @param credentials {@code key}, {@code server} or, for an existing location, {@code keep}
 * @param secretKey never shown again
 * @param keyFile never shown again
 * @param version {@link #versionOf} the location that the form was filled with
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record LocationForm(
    @Nullable String name,
    @NotBlank(message = "Enter the name of the bucket.") @Nullable String bucket,
    @Nullable String prefix,
    @Nullable String region,
    @Nullable String s3Url,
    @Nullable String publicUrl,
    @Nullable Boolean acceptHttp,
    @Nullable Boolean pathStyle,
    @Nullable String caCertificate,
    @Nullable Boolean removeCaCertificate,
    @Nullable String caSecret,
    @Nullable String checksum,
    @Size(max = 300, message = "Use at most 300 characters.") @Nullable String kmsKey,
    @Nullable String serviceAccount,
    @Nullable Boolean readOnly,
    @Nullable String credentials,
    @Nullable String accessKeyId,
    @Nullable String secretKey,
    @Nullable String keyFile,
    @Nullable String version) {

  static final String KEEP = "keep";
  static final String KEY = "key";
  static final String SERVER = "server";

  /** Leaves the choice to the plugin. */
  static final String CHECKSUM_OF_PLUGIN = "plugin";

  /** Sends no checksums. */
  static final String NO_CHECKSUM = "none";

  /** Returns the form of a new location with defaults for what was not submitted. */
  LocationForm withDefaults(StorageProvider provider) {
    return new LocationForm(
        name == null ? "" : name,
        text(bucket),
        text(prefix),
        region == null && provider == StorageProvider.S3 ? "minio" : text(region),
        text(s3Url),
        text(publicUrl),
        acceptHttp,
        pathStyle == null ? Boolean.TRUE : pathStyle,
        text(caCertificate),
        removeCaCertificate,
        text(caSecret),
        checksum == null ? CHECKSUM_OF_PLUGIN : checksum,
        text(kmsKey),
        text(serviceAccount),
        readOnly,
        credentials == null ? KEY : credentials,
        text(accessKeyId),
        null,
        null,
        text(version));
  }

  /** Returns the form filled with an existing location where nothing was submitted. */
  LocationForm withDefaults(StorageLocation location, StorageProvider provider) {
    boolean submitted = version != null;
    return new LocationForm(
        location.name(),
        bucket == null ? location.bucket() : bucket,
        prefix == null ? location.prefix() : prefix,
        region == null ? location.setting("region") : region,
        s3Url == null ? location.setting("s3Url") : s3Url,
        publicUrl == null ? location.setting("publicUrl") : publicUrl,
        submitted ? acceptHttp : Boolean.valueOf(location.setting("s3Url").startsWith("http://")),
        submitted
            ? pathStyle
            : Boolean.valueOf(location.setting("s3ForcePathStyle").equals("true")),
        text(caCertificate),
        removeCaCertificate,
        caSecret == null ? location.caCertificateSecret() : caSecret,
        checksum == null ? checksumOf(location) : checksum,
        kmsKey == null ? location.setting(kmsSetting(provider)) : kmsKey,
        serviceAccount == null ? location.setting("serviceAccount") : serviceAccount,
        submitted ? readOnly : Boolean.valueOf(location.readOnly()),
        credentials == null ? KEEP : credentials,
        text(accessKeyId),
        null,
        null,
        submitted ? version : versionOf(location));
  }

  /**
   * Returns a value that changes with the settings of a location. The resource version also changes
   * with each validation.
   */
  static String versionOf(StorageLocation location) {
    return Integer.toHexString(
        List.of(
                location.metadata().uid(),
                location.provider(),
                location.bucket(),
                location.prefix(),
                location.caCertificate(),
                location.caCertificateSecret(),
                location.readOnly(),
                location.credentialName(),
                location.credentialKey(),
                new TreeMap<>(location.config()))
            .hashCode());
  }

  /** Returns the name of the setting with the encryption key. */
  static String kmsSetting(StorageProvider provider) {
    return provider == StorageProvider.GCP ? "kmsKeyName" : "kmsKeyId";
  }

  private static String checksumOf(StorageLocation location) {
    if (!location.config().containsKey("checksumAlgorithm")) {
      return CHECKSUM_OF_PLUGIN;
    }
    String value = location.setting("checksumAlgorithm");
    return value.isEmpty() ? NO_CHECKSUM : value;
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  boolean entersKey() {
    return KEY.equals(credentials);
  }

  /** Reveals no credentials. */
  @Override
  public String toString() {
    return "LocationForm[" + name + ", " + bucket + "]";
  }
}
