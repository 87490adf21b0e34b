package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * Reports the health of a system that the installation needs. A module adds a row to the panel
 * "Installation health" with a bean of this type; {@code @Order} sets its position.
 */
public interface HealthSource {

  /** Returns the name of the system, which is the text of the row. */
  String name();

  /** Returns the live update topic that may change the row. */
  String topic();

  /**
   * Returns the system with its state. The tone of the state decides whether the installation is
   * healthy: a system that is not configured has the tone {@link StatusTone#IDLE}.
   *
   * <p>May read the database; must not call a remote system.
   */
  SummaryPanel.Row health();

  /** Returns the name and version of the system, such as "Nomad 1.11.3", or null if unknown. */
  default @Nullable String version() {
    return null;
  }
}
