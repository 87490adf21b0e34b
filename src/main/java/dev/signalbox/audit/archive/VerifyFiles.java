package dev.signalbox.audit.archive;

import dev.signalbox.audit.seal.AlsoVerified;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.settings.Storage;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectStores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every file of the archive back and compares it with its manifest. That the manifests are
 * the console's own is told by their macs, which the database's part of the command looks at.
 */
public final class VerifyFiles implements AlsoVerified {

  private final Map<String, String> environment;

  /**
   * @param environment where the storage stands, as for the console
   */
  public VerifyFiles(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String verify(Connection connection, Consumer<String> found) throws SQLException {
    @Nullable Storage storage = Storage.of(environment);
    if (storage == null) {
      return "No storage is configured: no file of the archive was looked at.";
    }
    ObjectStore store = ObjectStores.of(storage);
    JsonMapper json = JsonMapper.builder().build();
    long parts = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select manifest from audit_archive order by month, part")) {
      while (row.next()) {
        String text = row.getString("manifest");
        parts++;
        try {
          new ReadBack(store).verify(json.readValue(text, Manifest.class), text);
        } catch (OutsideWorldException.Missing | OutsideWorldException.Unexpected e) {
          found.accept("The archive is not as it was written: " + e.getMessage());
        }
      }
    }
    return "Read %,d parts of the archive back from %s.".formatted(parts, store.where());
  }
}
