package dev.signalbox.velero.storage;

import dev.signalbox.velero.StorageLocation;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kinds of errors that Velero reports for a storage location, recognized by its message or a line
 * of its log. The order matters: a message may contain a general status next to a specific code.
 */
public enum StorageError {
  OTHER_CONTENT(
      "invalid top-level director",
      "The bucket contains other data",
      "Use an empty bucket, or a prefix that nothing else uses."),
  PLUGIN_MISSING(
      "plugin.{0,80}not found|unable to (?:get|find|locate).{0,40}plugin|no such plugin",
      "The plugin of the provider is not installed",
      "Add the plugin for this provider: velero plugin add IMAGE."),
  INVALID_SETTING(
      "config has invalid keys",
      "The plugin doesn't know a setting",
      "Remove the setting that the error names, or install a plugin version that has it."),
  CLOCK_SKEW(
      "RequestTimeTooSkewed|RequestExpired",
      "The clock of the node is wrong",
      "Synchronize the clocks of the nodes with NTP."),
  INVALID_CREDENTIALS(
      "InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|ExpiredToken",
      "The credentials are rejected",
      "Check the Secret for a wrong key or a trailing line break, the clocks of the nodes, and"
          + " proxies that rewrite requests."),
  WRONG_REGION(
      "PermanentRedirect|AuthorizationHeaderMalformed|BucketRegionError|MovedPermanently"
          + "|\\b301\\b",
      "The region is wrong",
      "Set the region of the bucket."),
  NO_CREDENTIALS(
      "NoCredentialProviders|unable to get credentials|could not find default credentials|no EC2"
          + " IMDS role found|failed to refresh cached credentials|no valid credential",
      "No credentials found",
      "Create the Secret with the credentials, or check the role annotation of Velero's service"
          + " account."),
  NO_BUCKET(
      "NoSuchBucket|bucket does(?:n't| not) exist|\\b404\\b",
      "The bucket was not found",
      "Check the name and the region of the bucket."),
  ACCESS_DENIED(
      "AccessDenied|Forbidden|does not have storage\\.|\\b403\\b",
      "Access denied",
      "Allow the key to list the bucket, and to get, put and delete its objects."),
  UNKNOWN_CERTIFICATE(
      "x509|certificate signed by unknown authority",
      "The certificate is not trusted",
      "Add the CA certificate of the storage to the location (caCert)."),
  UNREACHABLE(
      "no such host|i/o timeout|proxyconnect|connection refused|network is unreachable|dial tcp"
          + "|TLS handshake timeout|context deadline exceeded",
      "The storage is not reachable",
      "Check DNS and egress of the cluster, and HTTP_PROXY and NO_PROXY of the Deployment velero."),
  NOT_IMPLEMENTED(
      "NotImplemented|\\b501\\b|XAmzContentSHA256Mismatch|checksum.{0,40}not supported",
      "The storage doesn't support the checksum of the request",
      "Set Checksums of the location to None (checksumAlgorithm is then an empty text)."),
  OTHER("", "The storage returned an error", "Check bucket, region and credentials.");

  /** The region that S3 expects, as in {@code expecting 'eu-west-1'}. */
  private static final Pattern EXPECTED_REGION =
      Pattern.compile("(?i)expecting '([a-z0-9-]{1,40})'|<Region>([a-z0-9-]{1,40})</Region>");

  // Pattern is immutable but not annotated as such
  @SuppressWarnings("ImmutableEnumChecker")
  private final Pattern pattern;

  private final String title;
  private final String remedy;

  StorageError(String pattern, String title, String remedy) {
    this.pattern = Pattern.compile("(?i)" + pattern);
    this.title = title;
    this.remedy = remedy;
  }

  /** Returns the kind of an error. */
  public static StorageError of(String message) {
    return Arrays.stream(values())
        .filter(error -> error.pattern.matcher(message).find())
        .findFirst()
        .orElse(OTHER);
  }

  public String title() {
    return title;
  }

  /**
   * Returns what to do, with the values of the location.
   *
   * @param message the error, which may name the expected region
   */
  public String remedy(StorageLocation location, String message) {
    String bucket = "bucket " + location.bucket();
    String region =
        location.setting("region").isEmpty() ? "no region" : "region " + location.setting("region");
    return switch (this) {
      case NO_BUCKET -> remedy + " Configured: " + bucket + ", " + region + ".";
      case WRONG_REGION -> {
        Matcher expected = EXPECTED_REGION.matcher(message);
        yield expected.find()
            ? "Set the region to "
                + (expected.group(1) == null ? expected.group(2) : expected.group(1))
                + " instead of "
                + region.replaceFirst("^region ", "")
                + "."
            : remedy + " Configured: " + region + ".";
      }
      case ACCESS_DENIED -> remedy + " Configured: " + bucket + ".";
      default -> remedy;
    };
  }
}
