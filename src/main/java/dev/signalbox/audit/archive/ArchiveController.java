package dev.signalbox.audit.archive;

import dev.signalbox.settings.Settings;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of archived months, and their files, which go on where they stopped. */
@Controller
@InSection(Section.AUDIT)
class ArchiveController {

  private final Archives archives;
  private final ArchiveFiles files;
  private final Optional<ObjectStore> store;
  private final Settings settings;
  private final ArchiveSending sending;
  private final Clock clock;

  ArchiveController(
      Archives archives,
      ArchiveFiles files,
      Optional<ObjectStore> store,
      Settings settings,
      ArchiveSending sending,
      Clock clock) {
    this.archives = archives;
    this.files = files;
    this.store = store;
    this.settings = settings;
    this.sending = sending;
    this.clock = clock;
  }

  @GetMapping("/audit/archives")
  String index(Model model) {
    model.addAttribute(
        "page",
        ArchivesPage.of(
            store.map(ObjectStore::where).orElse(null),
            settings.archive().retentionMonths(),
            archives.months(),
            archives.parts(),
            archives.failure().orElse(null),
            clock));
    return "audit/archives";
  }

  @GetMapping({"/audit/archives/{name}.csv.gz", "/audit/archives/{name}.jsonl.gz"})
  void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    String asked = path.substring(path.lastIndexOf('/') + 1);
    sending.send(
        files
            .find(asked)
            .orElseThrow(() -> new NotFound("file", asked, "/audit/archives", "the archive")),
        request,
        response);
  }
}
