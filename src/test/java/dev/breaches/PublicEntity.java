package dev.breaches;

import static dev.signalbox.house.HouseRules.ENTITIES_STAY_INSIDE;

import dev.signalbox.breaches.Breaks;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that every room could reach. */
@Breaks(ENTITIES_STAY_INSIDE)
@Entity
public class PublicEntity {
  @Id long id;
}
