package dev.signalbox.drains.rolling;

import dev.signalbox.drains.rolling.RollingDrainClient.State;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client of a rolling drain in the database. Only queries read and write it. */
@Entity
@IdClass(StoredRollingDrainClient.Key.class)
@Table(name = "drain_plan_client")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class StoredRollingDrainClient {

  @Id private UUID planId;
  @Id private int position;
  private String clientId;
  private String name;

  @Enumerated(EnumType.STRING)
  private State state;

  private String note;
  private @Nullable UUID operation;
  private boolean wasEligible;
  private long writeIndex;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;

  record Key(UUID planId, int position) {}
}
