package dev.signalbox.drains.termination;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A release in the database. Queries change it. */
@Entity
@Table(name = "client_release")
class StoredTerminationRequest {

  @SuppressWarnings("UnusedVariable")
  @Id
  private UUID id;

  @SuppressWarnings("UnusedVariable") // read by queries
  @Embedded
  private TerminationRequest release;

  /** Until when no step may start: another instance executes one, or the last one failed. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Instant notBefore;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  StoredTerminationRequest() {}

  StoredTerminationRequest(TerminationRequest release) {
    this.id = release.id();
    this.release = release;
  }
}
