package dev.signalbox.accounts.registration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter now and would not any more.
 *
 * @param outside how many are known to be in none of the organisations
 * @param unknown how many nobody has looked at yet
 * @param first the first of them, those known to be outside before the others
 */
record LosingAccess(long outside, long unknown, List<Loser> first) {

  boolean nobody() {
    return outside + unknown == 0;
  }

  /** What a person read when they confirm; other people at the door make it another one. */
  String mark() {
    return outside + "-" + unknown;
  }

  /**
   * One of them.
   *
   * @param checkedAt when GitHub was last asked, or null when it never was
   */
  record Loser(UUID id, String login, @Nullable String name, @Nullable Instant checkedAt) {

    String displayName() {
      return name == null || name.isBlank() ? login : name;
    }
  }
}
