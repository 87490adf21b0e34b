package dev.signalbox.audit.archive;

import dev.signalbox.audit.seal.AlsoVerified;
import dev.signalbox.settings.Storage;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectStores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
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
        difference(store, json, text)
            .ifPresent(what -> found.accept("The archive is not as it was written: " + what + "."));
      }
    }
    return "Read %,d parts of the archive back from %s.".formatted(parts, store.where());
  }

  private static Optional<String> difference(ObjectStore store, JsonMapper json, String text) {
    Manifest manifest;
    try {
      manifest = json.readValue(text, Manifest.class);
    } catch (JacksonException e) {
      return Optional.of("what the database says of a part cannot be read");
    }
    return new ReadBack(store).difference(manifest, text);
  }
}
