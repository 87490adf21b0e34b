package dev.signalbox.restores;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to objects of the snapshot that exist in the cluster. */
enum RestoreMode {
  /** They are kept as they are. Velero creates only what is missing. */
  MERGE("Add what is missing"),
  /** Workloads and their volume claims are deleted first, so that Velero creates them again. */
  REPLACE("Replace");

  private final String label;

  RestoreMode(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Returns the value in URLs and annotations. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RestoreMode> parse(@Nullable String code) {
    return Arrays.stream(values()).filter(mode -> mode.code().equals(code)).findFirst();
  }
}
