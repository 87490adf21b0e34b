package dev.signalbox.velero.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads manifests of objects from {@link BackupFileKind#CONTENTS}, an archive with one file per
 * object: {@code resources/persistentvolumeclaims/namespaces/ci/data-postgresql-0.json}.
 */
public final class BackupManifests {

  private static final int MAX_MANIFEST = 2 << 20;
  private static final long MAX_BYTES = 1L << 30;

  private BackupManifests() {}

  /**
   * Returns the manifests of objects by their names. The archive is read up to the last of them.
   *
   * @param resource such as {@code persistentvolumeclaims}
   * @return without the objects that the archive doesn't contain; null if it is damaged
   */
  public static @Nullable Map<String, JsonNode> read(
      Path file, String resource, String namespace, Set<String> names) {
    String folder = "resources/%s/namespaces/%s/".formatted(resource, namespace);
    Map<String, JsonNode> manifests = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      @Nullable TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null && manifests.size() < names.size() && tar.getBytesRead() < MAX_BYTES) {
        String name = name(entry, folder);
        if (names.contains(name) && entry.getSize() <= MAX_MANIFEST) {
          manifests.put(name, JsonMapper.shared().readTree(tar.readNBytes(MAX_MANIFEST)));
        }
        entry = tar.getNextEntry();
      }
      return Map.copyOf(manifests);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the name of an object in a folder; empty if it is in another one. */
  private static String name(TarArchiveEntry entry, String folder) {
    String path = entry.getName();
    return entry.isFile() && path.startsWith(folder) && path.endsWith(".json")
        ? path.substring(folder.length(), path.length() - ".json".length())
        : "";
  }
}
