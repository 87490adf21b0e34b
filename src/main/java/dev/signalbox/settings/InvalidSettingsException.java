package dev.signalbox.settings;

import java.util.List;

/** Environment variables are invalid; lists all violations of one record. */
final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidSettingsException(List<Violation> violations) {
    super("Invalid environment variables: " + violations);
    this.violations = List.copyOf(violations);
  }

  List<Violation> violations() {
    return violations;
  }

  /**
   * @param variable the name of the environment variable
   * @param message a message that follows the name
   */
  record Violation(String variable, String message) {}
}
