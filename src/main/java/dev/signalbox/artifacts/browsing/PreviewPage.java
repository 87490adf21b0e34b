package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.artifacts.VisibleName;
import dev.signalbox.artifacts.browsing.ArtifactFilesPage.Breadcrumb;
import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.TimestampView;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page of a file.
 *
 * @param declaredType as the store has it, or "none"
 * @param outcome what a browser does with the file
 * @param link the absolute URL of the file, to copy
 * @param sourceUrl shows the source of a document, or null
 * @param text the position in a text, or null
 */
record PreviewPage(
    String name,
    List<Breadcrumb> breadcrumbs,
    String size,
    TimestampView modified,
    String declaredType,
    String outcome,
    String fileUrl,
    String downloadUrl,
    String link,
    FilePreview preview,
    @Nullable String sourceUrl,
    @Nullable TextPosition text) {

  static PreviewPage of(
      Artifact artifact, ContentDecision decision, FilePreview preview, URI console, Clock clock) {
    String folder = artifact.key().substring(0, artifact.key().lastIndexOf('/') + 1);
    return new PreviewPage(
        VisibleName.of(artifact.name()),
        Breadcrumb.of(folder),
        ByteSize.of(artifact.size()),
        TimestampView.of(artifact.lastModified(), clock),
        VisibleName.of(Objects.requireNonNullElse(artifact.contentType(), "none")),
        decision.reason(),
        ArtifactLinks.file(artifact.key()),
        ArtifactLinks.download(artifact.key()),
        console + ArtifactLinks.file(artifact.key()),
        preview,
        preview instanceof FilePreview.Json || preview instanceof FilePreview.TestResults
            ? ArtifactLinks.preview(artifact.key()) + "&source=true"
            : null,
        preview instanceof FilePreview.Text text ? TextPosition.of(artifact, text.window()) : null);
  }

  /**
   * The position in a text, and links to others.
   *
   * @param summary such as "Lines 1 to 200 · 12% of 1.0 GiB"
   * @param key of the file, as in the URL
   * @param first the beginning, or null if it is shown
   * @param next the following lines, or null at the end
   * @param last the last lines, or null if they are shown
   */
  record TextPosition(
      String summary,
      String key,
      @Nullable String first,
      @Nullable String next,
      @Nullable String last) {

    static TextPosition of(Artifact artifact, TextWindow window) {
      String url = ArtifactLinks.preview(artifact.key()) + "&source=true";
      return new TextPosition(
          summary(window),
          ArtifactKey.encode(artifact.key()),
          window.from() == 0 ? null : url,
          window.isEnd()
              ? null
              : "%s&from=%d&line=%d".formatted(url, window.to(), window.nextLine()),
          window.isEnd() ? null : url + "&from=end");
    }

    private static String summary(TextWindow window) {
      if (window.lines().isEmpty()) {
        return "Empty";
      }
      String place =
          window.firstLine() == 0
              ? "Line numbers unknown"
              : "Lines %,d to %,d".formatted(window.firstLine(), window.nextLine() - 1);
      long size = window.text().size();
      boolean isCut = window.text() instanceof TextSource.DecodedText decoded && decoded.isCut();
      return "%s · up to %d%% of %s%s"
          .formatted(place, window.to() * 100 / size, isCut ? "the first " : "", ByteSize.of(size));
    }
  }
}
