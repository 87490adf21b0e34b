package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.artifacts.policy.CurrentPolicy;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows one file as far as the content-type policy allows. */
@Controller
@InSection(Section.ARTIFACTS)
class PreviewController {

  private final ObjectProvider<ArtifactStore> store;
  private final CurrentPolicy policy;
  private final ConsoleProperties settings;
  private final Clock clock;

  PreviewController(
      ObjectProvider<ArtifactStore> store,
      CurrentPolicy policy,
      ConsoleProperties settings,
      Clock clock) {
    this.store = store;
    this.policy = policy;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Shows a file.
   *
   * @param from offset of the first line of a text, or {@code end}
   * @param line number of this line
   * @param percent place in a text, instead of an offset
   * @param source whether the source of JSON and test results is shown
   */
  @GetMapping("/artifact-files/preview")
  String show(
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "0") String from,
      @RequestParam(defaultValue = "1") String line,
      @RequestParam(defaultValue = "") String percent,
      @RequestParam(defaultValue = "false") boolean source,
      Model model) {
    @Nullable ArtifactStore configured = store.getIfAvailable();
    String requested = ArtifactLinks.read(key).filter(ArtifactKey::isValid).orElse("");
    if (configured == null || requested.isEmpty()) {
      throw notFound();
    }
    Artifact artifact = find(configured, requested);
    ContentDecision decision = policy.current().decide(artifact.contentType(), artifact.name());
    model.addAttribute(
        "page",
        PreviewPage.of(
            artifact,
            decision,
            new PreviewReader(configured)
                .read(artifact, decision, new Position(from, line, percent), source),
            settings.publicUrl().uri(),
            clock));
    return "artifacts/browsing/preview";
  }

  private static Artifact find(ArtifactStore store, String key) {
    try {
      return store.find(key);
    } catch (RemoteSystemException.NotFound e) {
      throw notFound();
    }
  }

  private static ObjectNotFoundException notFound() {
    return new ObjectNotFoundException(
        "artifact", "The requested artifact", ArtifactLinks.LIST, "artifacts");
  }

  /** The place in a text, as the URL has it. */
  record Position(String from, String line, String percent) {

    private static final int MAX_PERCENT = 100;

    /** Whether the offset is that of a line. */
    boolean isLine() {
      return percent.isEmpty() && !from.equals("end");
    }

    /** The offset; 0 if it is invalid or after the end. */
    long offset(long size) {
      if (isLine()) {
        long offset = number(from);
        return offset < size ? offset : 0;
      }
      long last = Math.max(0, size - TextWindow.BYTES);
      return percent.isEmpty()
          ? last
          : Math.min(last, size / MAX_PERCENT * Math.min(number(percent), MAX_PERCENT));
    }

    /** The number of the line; 0 if it is unknown. */
    long lineNumber(long size) {
      return offset(size) == 0 ? 1 : number(line);
    }

    private static long number(String text) {
      return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
  }
}
