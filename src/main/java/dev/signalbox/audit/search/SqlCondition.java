package dev.signalbox.audit.search;

/**
 * One condition on an event.
 *
 * @param name a parameter name; never user input
 * @param sql a condition with at most one {@code %s} for the expression that yields the value
 * @param value the value to compare with, as text
 */
public record SqlCondition(String name, String sql, String value) {

  /** Returns the condition with an expression for the value, such as a named parameter. */
  public String with(String expression) {
    return sql.formatted(expression);
  }
}
