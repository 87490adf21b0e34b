package dev.signalbox.drains.rolling;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A rolling drain in the database. Queries change it. */
@Entity
@Table(name = "drain_plan")
class StoredRollingDrain {

  @SuppressWarnings("UnusedVariable")
  @Id
  private UUID id;

  @SuppressWarnings("UnusedVariable") // read by queries
  @Embedded
  private RollingDrain plan;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  StoredRollingDrain() {}

  StoredRollingDrain(RollingDrain plan) {
    this.id = plan.id();
    this.plan = plan;
  }
}
