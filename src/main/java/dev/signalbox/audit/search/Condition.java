package dev.signalbox.audit.search;

/**
 * One condition on an event.
 *
 * @param name a word of ours for the value
 * @param sql with {@code %s} where the value stands, if there is one; it is never pasted into it
 * @param value what the condition compares with, as text
 */
public record Condition(String name, String sql, String value) {

  /** The condition with the value under the given expression, such as a named parameter. */
  public String with(String expression) {
    return sql.formatted(expression);
  }
}
