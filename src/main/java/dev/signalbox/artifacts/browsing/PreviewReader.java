package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ContentEncoding;
import dev.signalbox.artifacts.browsing.PreviewController.Position;
import dev.signalbox.artifacts.browsing.TextSource.DecodedText;
import dev.signalbox.artifacts.browsing.TextSource.StoredText;
import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.artifacts.policy.Disposition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the preview of a file. Media are loaded by the browser; large texts are read in parts. */
final class PreviewReader {

  /** Limit of JSON and XML, which are shown as text above it, and of texts stored with gzip. */
  private static final int MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

  private static final Set<String> MEDIA = Set.of("image", "video", "audio");
  private static final Pattern TEXT = Pattern.compile("application/\\S*(?:json|xml|script)");
  private static final Pattern XML = Pattern.compile("(?i)\\s*(?:text|application)/xml\\b.*");

  private final ArtifactStore store;

  PreviewReader(ArtifactStore store) {
    this.store = store;
  }

  FilePreview read(
      Artifact artifact, ContentDecision decision, Position position, boolean asSource) {
    String type = decision.contentType();
    if (decision.disposition() == Disposition.DOWNLOAD) {
      return new FilePreview.None(decision.reason());
    }
    if (decision.disposition() == Disposition.RENDER && !isText(type)) {
      return media(type);
    }
    ContentEncoding encoding = ContentEncoding.of(artifact, null);
    if (encoding.isUnsupported()) {
      return new FilePreview.None(
          "There is no preview of files with the encoding %s. Open the file to see it."
              .formatted(encoding.name()));
    }
    try {
      TextSource text =
          encoding.isDecoded()
              ? DecodedText.read(store, artifact, MAX_DOCUMENT_BYTES)
              : new StoredText(store, artifact);
      return asSource
          ? text(text, position)
          : document(artifact, type, text).orElseGet(() -> text(text, position));
    } catch (IOException e) {
      return new FilePreview.None("The file is marked as gzip, but it can't be decoded.");
    }
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || TEXT.matcher(type).lookingAt();
  }

  private static FilePreview media(String type) {
    String topLevel = type.substring(0, type.indexOf('/'));
    return MEDIA.contains(topLevel)
        ? new FilePreview.Media(topLevel)
        : new FilePreview.None(
            "There is no preview of this content type. Open the file to see it.");
  }

  private static FilePreview text(TextSource text, Position position) {
    return new FilePreview.Text(
        position.isLine()
            ? TextWindow.at(text, position.offset(text.size()), position.lineNumber(text.size()))
            : TextWindow.near(text, position.offset(text.size())));
  }

  private static Optional<FilePreview> document(Artifact artifact, String type, TextSource text) {
    boolean isJson = type.startsWith("application/json");
    boolean isCut = text instanceof DecodedText decoded && decoded.isCut();
    if (isCut || text.size() > MAX_DOCUMENT_BYTES || !(isJson || isXml(artifact))) {
      return Optional.empty();
    }
    String content = new String(text.read(0, MAX_DOCUMENT_BYTES), StandardCharsets.UTF_8);
    return isJson
        ? JsonTree.parse(content).map(FilePreview.Json::new)
        : TestReport.parse(content).map(FilePreview.TestResults::new);
  }

  /** Whether the declared type or the name is that of XML. */
  private static boolean isXml(Artifact artifact) {
    return artifact.name().toLowerCase(Locale.ROOT).endsWith(".xml")
        || XML.matcher(Objects.requireNonNullElse(artifact.contentType(), "")).matches();
  }
}
