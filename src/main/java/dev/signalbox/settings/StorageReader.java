package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where files are kept. */
final class StorageReader {

  /** What Amazon lets buckets be called. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Function<Variable, @Nullable String> values;
  private final BiConsumer<Variable, String> complaints;

  /**
   * @param values what a variable is set to, or null
   * @param complaints hears of each variable that is wrong, and why
   */
  StorageReader(
      Function<Variable, @Nullable String> values, BiConsumer<Variable, String> complaints) {
    this.values = values;
    this.complaints = complaints;
  }

  /** The storage, or null where there is none. */
  @Nullable Storage read(@Nullable URI url) {
    @Nullable String folder = values.apply(Variable.STORAGE_FOLDER);
    @Nullable String bucket = values.apply(Variable.STORAGE_S3_BUCKET);
    if (bucket == null) {
      return folder == null ? null : folder(folder);
    }
    if (folder != null) {
      complain(
          Variable.STORAGE_S3_BUCKET,
          "is set as well as " + Variable.STORAGE_FOLDER.environmentName() + ": which one?");
    }
    if (!BUCKET.matcher(bucket).matches()) {
      complain(Variable.STORAGE_S3_BUCKET, "is no name of a bucket: " + bucket);
    }
    @Nullable String region = values.apply(Variable.STORAGE_S3_REGION);
    return new Storage.S3(bucket, region == null ? "us-east-1" : region, url, key());
  }

  private @Nullable Storage folder(String folder) {
    try {
      Path path = Path.of(folder);
      if (!path.isAbsolute()) {
        complain(Variable.STORAGE_FOLDER, "does not begin with a slash: " + folder);
      }
      return new Storage.Folder(path);
    } catch (InvalidPathException e) {
      complain(Variable.STORAGE_FOLDER, "is no folder: " + folder);
      return null;
    }
  }

  private Storage.@Nullable Key key() {
    @Nullable String id = values.apply(Variable.STORAGE_S3_ACCESS_KEY);
    @Nullable String secret = values.apply(Variable.STORAGE_S3_SECRET_KEY);
    if (id != null && secret != null) {
      return new Storage.Key(id, new Secret(secret));
    }
    if (id != null || secret != null) {
      Variable missing =
          id == null ? Variable.STORAGE_S3_ACCESS_KEY : Variable.STORAGE_S3_SECRET_KEY;
      complain(missing, "is not set, but the other half of the key is");
    }
    return null;
  }

  private void complain(Variable variable, String wrong) {
    complaints.accept(variable, wrong);
  }
}
