package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.artifacts.browsing.PreviewController.Position;
import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.artifacts.policy.Disposition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a page shows of a file: nothing of media, and little of large texts. */
final class PreviewReader {

  /** Larger documents are shown as text. */
  private static final int MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

  private static final Set<String> MEDIA = Set.of("image", "video", "audio");
  private static final Pattern TEXT = Pattern.compile("application/\\S*(?:json|xml|script)");

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
    if (artifact.contentEncoding() != null) {
      return new FilePreview.None(
          "There is no preview of files with the encoding %s. Open the file to see it."
              .formatted(artifact.contentEncoding()));
    }
    if (!asSource && artifact.size() <= MAX_DOCUMENT_BYTES) {
      Optional<FilePreview> document = document(artifact, type);
      if (document.isPresent()) {
        return document.get();
      }
    }
    return new FilePreview.Text(
        position.isEnd()
            ? TextWindow.atEnd(store, artifact)
            : TextWindow.at(
                store,
                artifact,
                position.offset(artifact.size()),
                position.lineNumber(artifact.size())));
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

  private Optional<FilePreview> document(Artifact artifact, String type) {
    if (type.startsWith("application/json")) {
      return JsonTree.parse(text(artifact)).map(FilePreview.Json::new);
    }
    return artifact.name().endsWith(".xml")
        ? TestReport.parse(text(artifact)).map(FilePreview.TestResults::new)
        : Optional.empty();
  }

  private String text(Artifact artifact) {
    return new String(read(store, artifact, 0, MAX_DOCUMENT_BYTES), StandardCharsets.UTF_8);
  }

  /** Returns the bytes of an artifact from an offset; fewer at its end. */
  static byte[] read(ArtifactStore store, Artifact artifact, long from, int max) {
    long last = Math.min(from + max, artifact.size()) - 1;
    if (last < from) {
      return new byte[0];
    }
    try (ArtifactContent content =
        store.open(artifact.key(), new ByteRange(from, last), artifact.etag())) {
      return content.readAllBytes();
    }
  }
}
