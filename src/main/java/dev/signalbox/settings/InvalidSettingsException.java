package dev.signalbox.settings;

import java.util.List;

/** The environment variables are invalid; lists all violations. */
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
   * @param message a message that follows the variable's name
   */
  record Violation(EnvironmentVariable variable, String message) {}
}
