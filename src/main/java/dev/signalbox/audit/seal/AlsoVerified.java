package dev.signalbox.audit.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** What {@code verify-audit} looks at beside the database. */
@FunctionalInterface
public interface AlsoVerified {

  /**
   * Looks at all of it.
   *
   * @param found hears in a sentence of whatever is not as it came
   * @return what was looked at, in a sentence
   */
  String verify(Connection connection, Consumer<String> found) throws SQLException;
}
