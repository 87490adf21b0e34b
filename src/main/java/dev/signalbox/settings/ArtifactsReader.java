package dev.signalbox.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of build artifacts. */
final class ArtifactsReader {

  private final Function<EnvironmentVariable, @Nullable String> values;
  private final BiConsumer<EnvironmentVariable, String> violations;
  private final OriginReader origins;

  /**
   * @param values returns the value of a variable, or null
   * @param violations receives each invalid variable with a message
   */
  ArtifactsReader(
      Function<EnvironmentVariable, @Nullable String> values,
      BiConsumer<EnvironmentVariable, String> violations,
      OriginReader origins) {
    this.values = values;
    this.violations = violations;
    this.origins = origins;
  }

  Settings.Artifacts read(URI publicUrl) {
    @Nullable StorageSettings storage =
        new StorageReader(StorageReader.Variables.ARTIFACTS, values, violations)
            .read(origin(EnvironmentVariable.ARTIFACTS_S3_URL));
    return new Settings.Artifacts(storage, prefix(), separateOrigin(publicUrl));
  }

  private String prefix() {
    @Nullable String prefix = values.apply(EnvironmentVariable.ARTIFACTS_S3_PREFIX);
    if (prefix == null) {
      return "";
    }
    if (values.apply(EnvironmentVariable.ARTIFACTS_S3_BUCKET) == null) {
      violations.accept(
          EnvironmentVariable.ARTIFACTS_S3_PREFIX,
          "requires " + EnvironmentVariable.ARTIFACTS_S3_BUCKET.environmentName());
    }
    String folder = prefix.replaceAll("^/+|/+$", "");
    if (Arrays.stream(folder.split("/", -1)).anyMatch(List.of("", ".", "..")::contains)) {
      violations.accept(
          EnvironmentVariable.ARTIFACTS_S3_PREFIX, "has an empty, . or .. segment: " + prefix);
    }
    return folder + "/";
  }

  private @Nullable URI separateOrigin(URI publicUrl) {
    @Nullable URI origin = origin(EnvironmentVariable.ARTIFACTS_ORIGIN);
    // browsers send cookies to every port of a host
    if (origin != null && origin.getHost().equals(publicUrl.getHost())) {
      violations.accept(
          EnvironmentVariable.ARTIFACTS_ORIGIN,
          "must have another host than "
              + EnvironmentVariable.PUBLIC_URL.environmentName()
              + ": "
              + origin.getHost());
    }
    return origin;
  }

  private @Nullable URI origin(EnvironmentVariable variable) {
    @Nullable String url = values.apply(variable);
    return url == null ? null : origins.read(variable, url);
  }
}
