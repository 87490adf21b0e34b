package dev.signalbox.accounts.codes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A one-time code in the database. Only queries read and write it. */
@Entity
@Table(name = "one_time_code")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class StoredOneTimeCode {

  @Id private UUID id;
  private UUID accountId;
  private int epoch;
  private String hash;
  private Instant createdAt;
  private Instant expiresAt;
  private @Nullable Instant usedAt;
}
