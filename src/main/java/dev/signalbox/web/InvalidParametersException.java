package dev.signalbox.web;

import java.util.Map;

/** A request whose query parameters can't be read. Answered with status 422 and the parameters. */
public final class InvalidParametersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> problems;

  /**
   * Creates the exception.
   *
   * @param problems what is allowed, by parameter
   */
  public InvalidParametersException(Map<String, String> problems) {
    super("Invalid parameters: " + problems.keySet());
    this.problems = problems;
  }

  /** Returns what is allowed, by parameter. */
  public Map<String, String> problems() {
    return problems;
  }
}
