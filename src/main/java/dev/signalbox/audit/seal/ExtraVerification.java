package dev.signalbox.audit.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** An additional check of {@code verify-audit}, next to the database. */
@FunctionalInterface
public interface ExtraVerification {

  /**
   * Verifies everything.
   *
   * @param found called with a sentence for each finding
   * @return a sentence that says what was checked
   */
  String verify(Connection connection, Consumer<String> found) throws SQLException;
}
