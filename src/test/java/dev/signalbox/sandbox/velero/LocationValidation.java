package dev.signalbox.sandbox.velero;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Validates a storage location as Velero does, with the messages of its plugins: plugin, settings,
 * credentials, endpoint, region, bucket and content.
 */
public final class LocationValidation {

  /** An access key of AWS that the buckets accept. */
  public static final String AWS_KEY = "AKIAACMEVELERO000001";

  public static final String AWS_SECRET = "b7Qm1fZ0xR9sT4uV2wX8yA6cD3eF5gH7jK1lM9nP";

  /** A user of {@link #MINIO}. */
  public static final String MINIO_USER = "velero";

  public static final String MINIO_SECRET = "a-minio-secret-key";

  /** An endpoint with a certificate of a public authority. */
  public static final String MINIO = "https://minio.acme.example:9000";

  /** An endpoint whose certificate needs {@code caCert}. */
  public static final String PRIVATE_MINIO = "https://minio.internal.acme.example";

  /** An endpoint that refuses checksums. */
  public static final String OLD_STORE = "https://old-store.acme.example";

  public static final String GCP_ACCOUNT = "velero@acme-prod.iam.gserviceaccount.com";

  /** A bucket in {@link #EUROPE}. */
  public static final String EUROPEAN_BUCKET = "acme-ci-snapshots-eu";

  public static final String EUROPE = "eu-west-1";

  /** A bucket with other content, unless a prefix is set. */
  public static final String SHARED_BUCKET = "acme-artifacts";

  /** A bucket whose policy denies access. */
  public static final String DENIED_BUCKET = "acme-finance";

  public static final String GCP_BUCKET = "acme-ci-snapshots-gcs";

  static final String REGION = "us-east-1";

  /** The key of the fixture. */
  static final String FIXTURE_KEY = "acme-velero";

  private static final Map<String, String> BUCKETS =
      Map.of(
          FakeObjectStore.BUCKET,
          REGION,
          EUROPEAN_BUCKET,
          EUROPE,
          SHARED_BUCKET,
          REGION,
          DENIED_BUCKET,
          REGION);

  private static final Set<String> CONFIG_KEYS =
      Set.of(
          "region",
          "s3Url",
          "publicUrl",
          "kmsKeyId",
          "s3ForcePathStyle",
          "signatureVersion",
          "credentialsFile",
          "profile",
          "serverSideEncryption",
          "insecureSkipTLSVerify");

  private static final Pattern KEY_ID = Pattern.compile("(?m)^aws_access_key_id=(\\S+)$");
  private static final Pattern SECRET = Pattern.compile("(?m)^aws_secret_access_key=(\\S+)$");

  private final VeleroServerState state;

  LocationValidation(VeleroServerState state) {
    this.state = state;
  }

  /** Returns the error, or null if the location is usable. */
  @Nullable String error(JsonNode location) {
    String provider = location.at("/spec/provider").asString("");
    String plugin = provider.contains("/") ? provider : "velero.io/" + provider;
    if (!state.controls().plugins().contains(plugin)) {
      return "unable to locate ObjectStore plugin named " + plugin;
    }
    return plugin.equals("velero.io/gcp") ? google(location) : aws(location);
  }

  private @Nullable String google(JsonNode location) {
    boolean hasCredential = location.at("/spec/credential").isObject();
    if (hasCredential) {
      Optional<String> key = credentials(location);
      if (key.isEmpty()) {
        return missingSecret(location);
      }
      if (!key.get().contains(GCP_ACCOUNT)) {
        return "rpc error: code = Unknown desc = googleapi: Error 403: the account does not have"
            + " storage.objects.list access to the Google Cloud Storage bucket.";
      }
    } else if (!location.at("/spec/config/serviceAccount").asString("").equals(GCP_ACCOUNT)) {
      return "rpc error: code = Unknown desc = google: could not find default credentials.";
    }
    return bucket(location).equals(GCP_BUCKET)
        ? null
        : "rpc error: code = Unknown desc = storage: bucket doesn't exist";
  }

  private @Nullable String aws(JsonNode location) {
    List<String> unknown = unknownSettings(location);
    if (!unknown.isEmpty()) {
      return "rpc error: code = Unknown desc = config has invalid keys %s; valid keys are %s"
          .formatted(unknown, new ArrayList<>(CONFIG_KEYS));
    }
    String url = location.at("/spec/config/s3Url").asString("");
    @Nullable String unreachable = url.isEmpty() ? null : connectionError(location, url);
    if (unreachable != null) {
      return unreachable;
    }
    Optional<String> credentials = credentials(location);
    if (credentials.isEmpty()) {
      return missingSecret(location);
    }
    return Optional.ofNullable(credentialsError(credentials.get()))
        .orElseGet(() -> bucketError(location, url));
  }

  private List<String> unknownSettings(JsonNode location) {
    return location.at("/spec/config").propertyNames().stream()
        .filter(key -> !CONFIG_KEYS.contains(key))
        .filter(
            key ->
                !key.equals("checksumAlgorithm") || !state.version().atLeast(VeleroVersion.V1_14))
        .toList();
  }

  private @Nullable String connectionError(JsonNode location, String url) {
    String host = URI.create(url).getHost();
    if (url.equals(PRIVATE_MINIO)) {
      return trustsCertificate(location.at("/spec/objectStorage"))
          ? null
          : request("Get \"%s\": x509: certificate signed by unknown authority".formatted(url));
    }
    if (url.equals(OLD_STORE)) {
      return location.at("/spec/config").has("checksumAlgorithm")
          ? null
          : aws("NotImplemented", "A header you provided implies functionality", 501);
    }
    return url.equals(MINIO) || url.equals(state.store().address().toString())
        ? null
        : request("dial tcp: lookup %s on 10.100.0.10:53: no such host".formatted(host));
  }

  private boolean trustsCertificate(JsonNode storage) {
    return storage.has("caCert")
        || state
            .objects()
            .find("secrets", state.namespace(), storage.at("/caCertRef/name").asString(""))
            .filter(secret -> secret.path("data").has(storage.at("/caCertRef/key").asString("")))
            .isPresent();
  }

  private static @Nullable String credentialsError(String file) {
    String id = group(KEY_ID, file);
    String secret = group(SECRET, file);
    Map<String, String> known = Map.of(AWS_KEY, AWS_SECRET, MINIO_USER, MINIO_SECRET);
    if (id.equals(FIXTURE_KEY)) {
      return null;
    }
    if (!known.containsKey(id)) {
      return aws(
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.",
          403);
    }
    return secret.equals(known.get(id))
        ? null
        : aws(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
            403);
  }

  private static @Nullable String bucketError(JsonNode location, String url) {
    String bucket = bucket(location);
    @Nullable String expected = BUCKETS.get(bucket);
    if (expected == null) {
      return aws("NoSuchBucket", "The specified bucket does not exist", 404);
    }
    String region = location.at("/spec/config/region").asString(REGION);
    if (!region.equals(expected) && url.isEmpty()) {
      return aws(
          "AuthorizationHeaderMalformed",
          "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
              .formatted(region, expected),
          400);
    }
    if (bucket.equals(DENIED_BUCKET)) {
      return aws("AccessDenied", "Access Denied", 403);
    }
    return bucket.equals(SHARED_BUCKET) && !location.at("/spec/objectStorage").has("prefix")
        ? "Backup store contains invalid top-level directories: [builds logs]"
        : null;
  }

  private static String bucket(JsonNode location) {
    return location.at("/spec/objectStorage/bucket").asString("");
  }

  private Optional<String> credentials(JsonNode location) {
    String secret = location.at("/spec/credential/name").asString("cloud-credentials");
    String key = location.at("/spec/credential/key").asString("cloud");
    return state
        .objects()
        .find("secrets", state.namespace(), secret)
        .map(one -> one.path("data").path(key).asString(""))
        .filter(text -> !text.isEmpty())
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
  }

  private String missingSecret(JsonNode location) {
    String secret = location.at("/spec/credential/name").asString("cloud-credentials");
    boolean exists = state.objects().find("secrets", state.namespace(), secret).isPresent();
    return "unable to get credentials: unable to get key for secret: "
        + (exists
            ? "secret \"%s\" is missing data for key \"%s\""
                .formatted(secret, location.at("/spec/credential/key").asString("cloud"))
            : "Secret \"%s\" not found".formatted(secret));
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String request(String cause) {
    return "rpc error: code = Unknown desc = RequestError: send request failed\ncaused by: "
        + cause;
  }

  private static String aws(String code, String message, int status) {
    return "rpc error: code = Unknown desc = %s: %s\n\tstatus code: %d, request id: 4ZR1, host id: "
        .formatted(code, message, status);
  }
}
