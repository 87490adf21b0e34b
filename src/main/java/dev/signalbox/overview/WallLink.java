package dev.signalbox.overview;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A link to the wall. The token itself is not stored. */
@Entity
@Table(name = "wall_link")
class WallLink {

  @Id private UUID id;
  private String name;

  @SuppressWarnings("UnusedVariable") // only queries read it
  private byte[] hash;

  private Instant createdAt;
  private String createdBy;
  private @Nullable Instant revokedAt;
  private @Nullable String revokedBy;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  WallLink() {}

  WallLink(String name, WallToken token, Instant createdAt, String createdBy) {
    this.id = UUID.randomUUID();
    this.name = name;
    this.hash = token.hash();
    this.createdAt = createdAt;
    this.createdBy = createdBy;
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }

  /** Returns when the link was revoked, or null if it is active. */
  @Nullable Instant revokedAt() {
    return revokedAt;
  }

  @Nullable String revokedBy() {
    return revokedBy;
  }
}
