package dev.violations;

import static dev.signalbox.architecture.ArchitectureRules.ENTITIES_ARE_NOT_PUBLIC;

import dev.signalbox.violations.Violates;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that every module could use. */
@Violates(ENTITIES_ARE_NOT_PUBLIC)
@Entity
public class PublicEntity {
  @Id long id;
}
