package dev.signalbox.artifacts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/**
 * URLs of artifacts and of their pages. In parameters, keys are percent-encoded twice: names may
 * contain characters that are not allowed in parameters.
 */
public final class ArtifactLinks {

  /** The page that lists a folder. */
  public static final String LIST = "/artifact-files";

  /** The path below which artifacts are served. */
  public static final String FILES = "/artifacts/";

  private ArtifactLinks() {}

  /** Returns the URL of the page that lists a folder. */
  public static String folder(String folder) {
    return folder.isEmpty() ? LIST : LIST + "?prefix=" + parameter(folder);
  }

  /** Returns the URL of the page that shows an artifact. */
  public static String preview(String key) {
    return LIST + "/preview?key=" + parameter(key);
  }

  /** Returns the URL of the artifact itself. */
  public static String file(String key) {
    return FILES + ArtifactKey.encode(key);
  }

  /** Returns the URL that saves the artifact. */
  public static String download(String key) {
    return file(key) + "?download";
  }

  /** Returns the URL that saves a folder as a ZIP file. */
  public static String zip(String folder) {
    return LIST + "/folder.zip?prefix=" + parameter(folder);
  }

  /** Reads a parameter; also one that a user entered, without encoded characters. */
  public static Optional<String> read(String parameter) {
    return ArtifactKey.decode(parameter)
        .or(
            () ->
                Optional.of(parameter)
                    .filter(key -> ArtifactKey.isValid(key) || ArtifactKey.isFolder(key)));
  }

  private static String parameter(String key) {
    return UriUtils.encodeQueryParam(ArtifactKey.encode(key), StandardCharsets.UTF_8);
  }
}
