package dev.signalbox.backupstorage.setup;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.EndpointUrl;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.velero.storage.StorageRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that the operator entered, from the query of the URL. They contain no secrets.
 *
 * @param region region of AWS, location of Google, or region of an S3-compatible store
 * @param project ID of the project of Google
 * @param account name of the IAM user, the service account or the user of the store
 * @param endpoint URL of an S3-compatible store
 * @param auth {@code key} or, for Google, {@code workload}
 * @param velero version of the velero CLI, such as {@code 1.14}
 * @param privateCa whether a private certificate authority signed the certificate of the store
 */
record SetupValues(
    @Nullable String bucket,
    @Nullable String region,
    @Nullable String project,
    @Nullable String account,
    @Nullable String endpoint,
    @Nullable String auth,
    @Nullable String velero,
    @Nullable Boolean privateCa) {

  static final String WORKLOAD = "workload";

  private static final String ACCOUNT = "velero";

  /**
   * Returns the values with defaults for what was not entered.
   *
   * @param location an existing location of the provider, or null
   * @param installed version of the installed Velero, or empty
   */
  SetupValues withDefaults(
      StorageProvider provider, @Nullable StorageLocation location, String installed) {
    return merged(location, installed, provider).withoutUnusableDefaults(this, provider);
  }

  private SetupValues merged(
      @Nullable StorageLocation location, String installed, StorageProvider provider) {
    return new SetupValues(
        or(bucket, location == null ? "" : location.bucket()),
        or(region, location == null ? defaultRegion(provider) : location.setting("region")),
        or(project, ""),
        or(account, ACCOUNT),
        or(endpoint, location == null ? "" : location.setting("s3Url")),
        or(auth, "key"),
        or(velero, VeleroRelease.of(installed).name()),
        privateCa == null
            ? Boolean.valueOf(location != null && location.hasCaCertificate())
            : privateCa);
  }

  /** Drops values of a location that Signalbox would not accept in the form. */
  private SetupValues withoutUnusableDefaults(SetupValues entered, StorageProvider provider) {
    Map<String, String> problems = problems(provider);
    return new SetupValues(
        entered.bucket() == null && problems.containsKey("bucket") ? "" : bucket,
        entered.region() == null && problems.containsKey("region") ? "" : region,
        project,
        account,
        entered.endpoint() == null && problems.containsKey("endpoint") ? "" : endpoint,
        auth,
        velero,
        privateCa);
  }

  private static String defaultRegion(StorageProvider provider) {
    return provider == StorageProvider.S3 ? "minio" : "";
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value.strip();
  }

  /** Returns the violations by field; an empty field is none. */
  Map<String, String> problems(StorageProvider provider) {
    Map<String, String> problems = new LinkedHashMap<>();
    put(problems, "bucket", bucket, value -> StorageRules.bucket(provider, value));
    switch (provider) {
      case AWS -> {
        put(problems, "region", region, value -> StorageRules.region(provider, value));
        put(problems, "account", account, SetupValues::userName);
      }
      case GCP -> {
        put(problems, "region", region, SetupValues::googleLocation);
        put(problems, "project", project, StorageRules::project);
        put(problems, "account", account, SetupValues::serviceAccountId);
        put(problems, "auth", auth, SetupValues::authentication);
      }
      case S3 -> {
        put(problems, "region", region, value -> StorageRules.region(provider, value));
        put(problems, "endpoint", endpoint, value -> EndpointUrl.check(value, true));
        put(problems, "account", account, SetupValues::userName);
      }
    }
    put(problems, "velero", velero, SetupValues::version);
    return problems;
  }

  private static void put(
      Map<String, String> problems,
      String field,
      @Nullable String value,
      Function<String, Optional<String>> rule) {
    if (value != null && !value.isEmpty()) {
      rule.apply(value).ifPresent(message -> problems.put(field, message));
    }
  }

  private static Optional<String> userName(String name) {
    return name.matches("[A-Za-z0-9+=,.@_-]{1,64}")
        ? Optional.empty()
        : Optional.of("Use at most 64 letters, digits and + = , . @ _ -.");
  }

  private static Optional<String> serviceAccountId(String id) {
    return id.matches("[a-z][a-z0-9-]{4,28}[a-z0-9]")
        ? Optional.empty()
        : Optional.of("Use 6 to 30 lowercase letters, digits and hyphens.");
  }

  private static Optional<String> googleLocation(String location) {
    return location.matches("[A-Za-z]{2,6}|[A-Za-z]{2,20}-[A-Za-z]{2,20}[0-9]{1,2}")
        ? Optional.empty()
        : Optional.of("Enter a location such as europe-west1 or EU.");
  }

  private static Optional<String> authentication(String auth) {
    return auth.equals("key") || auth.equals(WORKLOAD)
        ? Optional.empty()
        : Optional.of("Choose key file or workload identity.");
  }

  private static Optional<String> version(String version) {
    return VeleroRelease.names().contains(version)
        ? Optional.empty()
        : Optional.of("Choose a version of the list.");
  }

  /** Returns the values with placeholders for what is missing or invalid. */
  SetupValues completed(StorageProvider provider) {
    Map<String, String> problems = problems(provider);
    return new SetupValues(
        usable(problems, "bucket", bucket, "YOUR_BUCKET"),
        usable(
            problems,
            "region",
            region,
            // the location of a bucket of Google is optional
            provider == StorageProvider.GCP ? "" : "YOUR_REGION"),
        usable(problems, "project", project, "YOUR_PROJECT"),
        usable(problems, "account", account, ACCOUNT),
        usable(problems, "endpoint", endpoint, "https://YOUR_ENDPOINT"),
        usable(problems, "auth", auth, "key"),
        usable(problems, "velero", velero, VeleroRelease.DEFAULT.name()),
        privateCa);
  }

  /** Returns whether a value that the commands need is missing or invalid. */
  boolean isIncomplete(StorageProvider provider) {
    boolean missing =
        switch (provider) {
          case AWS -> isEmpty(bucket) || isEmpty(region);
          case GCP -> isEmpty(bucket) || isEmpty(project);
          case S3 -> isEmpty(bucket) || isEmpty(region) || isEmpty(endpoint);
        };
    return missing || !problems(provider).isEmpty();
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private static String usable(
      Map<String, String> problems, String field, @Nullable String value, String placeholder) {
    return value == null || value.isEmpty() || problems.containsKey(field) ? placeholder : value;
  }

  boolean usesWorkloadIdentity() {
    return WORKLOAD.equals(auth);
  }

  /** Returns a value that is not null after {@link #completed}. */
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
