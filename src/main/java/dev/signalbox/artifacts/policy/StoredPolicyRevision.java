package dev.signalbox.artifacts.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** A row with a revision of the policy. Rows are never changed. */
@Entity
@Table(name = "artifact_policy_revision")
class StoredPolicyRevision {

  @Id private int number;
  private String rendered;
  private String plainText;
  private boolean allowUnsafe;
  private String reason;
  private String savedBy;
  private Instant savedAt;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  StoredPolicyRevision() {}

  /** Returns types as text, one per line. */
  static String join(Set<String> types) {
    return String.join("\n", types);
  }

  PolicyRevision toRevision() {
    return new PolicyRevision(
        number,
        new ContentTypePolicy(split(rendered), split(plainText), allowUnsafe),
        reason,
        savedBy,
        savedAt);
  }

  private static Set<String> split(String types) {
    return types.lines().collect(Collectors.toSet());
  }
}
