package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists the folders and files of a folder. */
@Controller
@InSection(Section.ARTIFACTS)
class ArtifactFilesController {

  static final int PAGE_SIZE = 200;

  /** The store sorts by name only; larger folders can't be sorted otherwise. */
  static final int MAX_SORTED = 1000;

  private static final ListParameters PARAMETERS =
      ListParameters.ofTexts("prefix", "name").sort(List.of("name", "size", "modified"));

  private final ObjectProvider<ArtifactStore> store;
  private final Clock clock;

  ArtifactFilesController(ObjectProvider<ArtifactStore> store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @GetMapping("/artifact-files")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    ListUrl url = PARAMETERS.read(ArtifactLinks.LIST, parameters);
    String folder =
        ArtifactLinks.read(url.value("prefix"))
            .filter(ArtifactKey::isFolder)
            .orElseThrow(
                () ->
                    new ObjectNotFoundException(
                        "folder", "The requested folder", ArtifactLinks.LIST, "artifacts"));
    @Nullable ArtifactStore configured = store.getIfAvailable();
    model.addAttribute(
        "page",
        configured == null
            ? ArtifactFilesPage.notConfigured(url)
            : ArtifactFilesPage.of(url, folder, read(configured, folder, url), clock));
    return "artifacts/browsing/index";
  }

  private static ArtifactListing read(ArtifactStore store, String folder, ListUrl url) {
    if (url.value("name").contains("/")) {
      // no name contains it, and stores would list another folder
      return new ArtifactListing(List.of(), List.of(), null);
    }
    return store.list(
        folder + url.value("name"),
        token(url.value("after")),
        url.value("sort").isEmpty() ? PAGE_SIZE : MAX_SORTED);
  }

  /** Tokens of stores may contain any characters. */
  static String position(String token) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(token.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String token(String position) {
    try {
      return position.isEmpty()
          ? null
          : new String(Base64.getUrlDecoder().decode(position), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
