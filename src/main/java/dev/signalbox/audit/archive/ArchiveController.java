package dev.signalbox.audit.archive;

import dev.signalbox.storage.ArchiveProperties;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the archive page and its files; file requests support ranges. */
@Controller
@InSection(Section.AUDIT)
class ArchiveController {

  private final ArchiveRepository archives;
  private final ArchiveFileFinder files;
  private final Optional<ObjectStore> store;
  private final ArchiveProperties settings;
  private final ArchiveFileSender sender;
  private final Clock clock;

  ArchiveController(
      ArchiveRepository archives,
      ArchiveFileFinder files,
      Optional<ObjectStore> store,
      ArchiveProperties settings,
      ArchiveFileSender sender,
      Clock clock) {
    this.archives = archives;
    this.files = files;
    this.store = store;
    this.settings = settings;
    this.sender = sender;
    this.clock = clock;
  }

  @GetMapping("/audit/archives")
  String index(Model model) {
    model.addAttribute(
        "page",
        ArchivesPage.of(
            store.map(ObjectStore::location).orElse(null),
            settings.retentionMonths(),
            archives.months(),
            archives.parts(),
            archives.failure().orElse(null),
            clock));
    return "audit/archives";
  }

  @GetMapping({"/audit/archives/{name}.csv.gz", "/audit/archives/{name}.jsonl.gz"})
  void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    String name = path.substring(path.lastIndexOf('/') + 1);
    sender.send(
        files
            .find(name)
            .orElseThrow(
                () -> new ObjectNotFoundException("file", name, "/audit/archives", "the archive")),
        request,
        response);
  }
}
