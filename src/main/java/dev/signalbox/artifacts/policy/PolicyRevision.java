package dev.signalbox.artifacts.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved policy.
 *
 * @param number counts the saves; 0 for the default of a new installation
 * @param reason why it was saved; empty for the default
 * @param savedBy login of the user; null for the default
 * @param savedAt null for the default
 */
record PolicyRevision(
    int number,
    ContentTypePolicy policy,
    String reason,
    @Nullable String savedBy,
    @Nullable Instant savedAt) {

  static final PolicyRevision DEFAULT =
      new PolicyRevision(0, ContentTypePolicy.DEFAULT, "", null, null);
}
