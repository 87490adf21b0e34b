package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a storage: a folder or a bucket. */
final class StorageReader {

  /** The names that Amazon S3 allows for buckets. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Variables variables;
  private final Function<EnvironmentVariable, @Nullable String> values;
  private final BiConsumer<EnvironmentVariable, String> violations;

  /**
   * @param variables the variables of the storage
   * @param values returns the value of a variable, or null
   * @param violations receives each invalid variable with a message
   */
  StorageReader(
      Variables variables,
      Function<EnvironmentVariable, @Nullable String> values,
      BiConsumer<EnvironmentVariable, String> violations) {
    this.variables = variables;
    this.values = values;
    this.violations = violations;
  }

  /** Returns the storage, or null if none is configured. */
  @Nullable StorageSettings read(@Nullable URI url) {
    @Nullable String folder = values.apply(variables.folder());
    @Nullable String bucket = values.apply(variables.bucket());
    if (bucket == null) {
      return folder == null ? null : folder(folder);
    }
    if (folder != null) {
      reject(
          variables.bucket(), "and " + variables.folder().environmentName() + " can't both be set");
    }
    if (!BUCKET.matcher(bucket).matches()) {
      reject(variables.bucket(), "is not a valid bucket name: " + bucket);
    }
    @Nullable String region = values.apply(variables.region());
    return new StorageSettings.S3(bucket, region == null ? "us-east-1" : region, url, key());
  }

  private @Nullable StorageSettings folder(String folder) {
    try {
      Path path = Path.of(folder);
      if (!path.isAbsolute()) {
        reject(variables.folder(), "must be an absolute path: " + folder);
      }
      return new StorageSettings.Folder(path);
    } catch (InvalidPathException e) {
      reject(variables.folder(), "is not a valid path: " + folder);
      return null;
    }
  }

  private StorageSettings.@Nullable Key key() {
    @Nullable String id = values.apply(variables.accessKey());
    @Nullable String secret = values.apply(variables.secretKey());
    if (id != null && secret != null) {
      return new StorageSettings.Key(id, new Secret(secret));
    }
    if (id != null || secret != null) {
      EnvironmentVariable missing = id == null ? variables.accessKey() : variables.secretKey();
      reject(missing, "is not set, but the other part of the access key is");
    }
    return null;
  }

  private void reject(EnvironmentVariable variable, String message) {
    violations.accept(variable, message);
  }

  /** The variables of one storage. */
  record Variables(
      EnvironmentVariable folder,
      EnvironmentVariable bucket,
      EnvironmentVariable region,
      EnvironmentVariable accessKey,
      EnvironmentVariable secretKey) {

    static final Variables ARCHIVE =
        new Variables(
            EnvironmentVariable.STORAGE_FOLDER,
            EnvironmentVariable.STORAGE_S3_BUCKET,
            EnvironmentVariable.STORAGE_S3_REGION,
            EnvironmentVariable.STORAGE_S3_ACCESS_KEY,
            EnvironmentVariable.STORAGE_S3_SECRET_KEY);

    static final Variables ARTIFACTS =
        new Variables(
            EnvironmentVariable.ARTIFACTS_FOLDER,
            EnvironmentVariable.ARTIFACTS_S3_BUCKET,
            EnvironmentVariable.ARTIFACTS_S3_REGION,
            EnvironmentVariable.ARTIFACTS_S3_ACCESS_KEY,
            EnvironmentVariable.ARTIFACTS_S3_SECRET_KEY);
  }
}
