package dev.signalbox.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The users who would lose access under changed registration rules.
 *
 * @param nonMembers number of users known not to be members of any required organization
 * @param unknown number of users whose membership was never checked
 * @param first the users to show, known non-members first
 */
record AccessLossPreview(long nonMembers, long unknown, List<AffectedUser> first) {

  boolean isEmpty() {
    return nonMembers + unknown == 0;
  }

  /** A token for the previewed counts; a confirmation with other counts is shown again. */
  String confirmationToken() {
    return nonMembers + "-" + unknown;
  }

  /**
   * A user who would lose access.
   *
   * @param checkedAt when the membership was last checked at GitHub, or null if never
   */
  record AffectedUser(UUID id, String login, @Nullable String name, @Nullable Instant checkedAt) {

    String displayName() {
      return name == null || name.isBlank() ? login : name;
    }
  }
}
