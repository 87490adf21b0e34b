package dev.signalbox.audit.archive;

import dev.signalbox.audit.seal.ExtraVerification;
import dev.signalbox.settings.SettingsBinder;
import dev.signalbox.storage.ArchiveProperties;
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
 * Verifies the files of the archive against their manifests. The MACs of the manifests are verified
 * with the database.
 */
public final class ArchiveFilesVerification implements ExtraVerification {

  private final Map<String, String> environment;

  /**
   * @param environment the environment variables of Signalbox, which name the storage
   */
  public ArchiveFilesVerification(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String verify(Connection connection, Consumer<String> found) throws SQLException {
    @Nullable ObjectStore store =
        ObjectStores.of(SettingsBinder.bind(environment, ArchiveProperties.class).storage());
    if (store == null) {
      return "No storage is configured; archive files were not checked.";
    }
    JsonMapper json = JsonMapper.builder().build();
    long parts = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select manifest from audit_archive order by month, part")) {
      while (row.next()) {
        String text = row.getString("manifest");
        parts++;
        difference(store, json, text)
            .ifPresent(difference -> found.accept("Archive file changed: " + difference + "."));
      }
    }
    return "Checked %,d %s in %s."
        .formatted(parts, parts == 1 ? "archive part" : "archive parts", store.location());
  }

  private static Optional<String> difference(ObjectStore store, JsonMapper json, String text) {
    Manifest manifest;
    try {
      manifest = json.readValue(text, Manifest.class);
    } catch (JacksonException e) {
      return Optional.of("the record of a part is not a valid manifest");
    }
    return new ArchiveVerifier(store).difference(manifest, text);
  }
}
