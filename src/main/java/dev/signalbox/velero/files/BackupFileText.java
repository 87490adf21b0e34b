package dev.signalbox.velero.files;

import dev.signalbox.velero.logs.GzipLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads small JSON files of a backup or restore. */
public final class BackupFileText {

  private static final GzipLines SMALL = new GzipLines(16 << 20, 16L << 20);

  private BackupFileText() {}

  /** Returns the JSON of a file, or null if it is damaged or too large. */
  public static @Nullable JsonNode json(Path file) {
    StringBuilder text = new StringBuilder();
    try (InputStream in = Files.newInputStream(file)) {
      GzipLines.Ending ending = SMALL.read(in, line -> text.append(line).append('\n'));
      return ending == GzipLines.Ending.COMPLETE
          ? JsonMapper.shared().readTree(text.toString())
          : null;
    } catch (IOException | JacksonException e) {
      return null;
    }
  }
}
