package dev.signalbox.restores;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.snapshots.BackupLogDownload;
import dev.signalbox.snapshots.BackupResultsPage;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.BackupFileStore;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Files that Velero wrote when a restore ended: the log, and errors and warnings. */
@Controller
@InSection(Section.SNAPSHOTS)
class RestoreFileController {

  private final RestoreLookup restores;
  private final BackupFileStore files;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final FlashCookie flashes;
  private final Clock clock;

  RestoreFileController(
      RestoreLookup restores,
      BackupFileStore files,
      AuditLog audit,
      TransactionTemplate transaction,
      FlashCookie flashes,
      Clock clock) {
    this.restores = restores;
    this.files = files;
    this.audit = audit;
    this.transaction = transaction;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/restores/{id}/results")
  String results(@PathVariable String id, Model model) {
    RestoreLookup.Found found = restores.get(id);
    model.addAttribute(
        "page",
        BackupResultsPage.of(
            found.name(),
            "/restores/" + found.id(),
            file(found, id, BackupFileKind.RESTORE_RESULTS),
            clock));
    return "restores/results";
  }

  @Fragment
  @GetMapping("/restores/{id}/results")
  String resultsPanel(@PathVariable String id, Model model) {
    results(id, model);
    return "restores/results :: results";
  }

  @GetMapping("/restores/{id}/log.txt")
  @Nullable String download(@PathVariable String id, HttpServletResponse response)
      throws IOException {
    RestoreLookup.Found found = restores.get(id);
    switch (file(found, id, BackupFileKind.RESTORE_LOG)) {
      case BackupFile.Ready ready -> send(found, ready, response);
      case BackupFile.Pending pending -> {
        return later(
            found, "The log is being downloaded from the storage. Try again in 20 s.", response);
      }
      case BackupFile.Failed failed -> {
        return later(
            found, failed.diagnosis().explanation() + " " + failed.diagnosis().remedy(), response);
      }
    }
    return null;
  }

  private String later(RestoreLookup.Found found, String why, HttpServletResponse response) {
    flashes.add(response, FlashMessage.error(why));
    return "redirect:/restores/" + found.id();
  }

  private void send(RestoreLookup.Found found, BackupFile.Ready ready, HttpServletResponse response)
      throws IOException {
    if (!HeadRequest.isCurrent()) {
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "snapshot.restore.log.downloaded",
                  Target.of("restore", found.id(), found.name()),
                  Map.of()));
    }
    BackupLogDownload.send(found.name(), ready.path(), response);
  }

  private BackupFile file(RestoreLookup.Found found, String id, BackupFileKind kind) {
    @Nullable Restore restore = found.restore();
    if (restore == null || !restore.phase().hasLog()) {
      throw new ObjectNotFoundException("file of restore", id, "/restores", "restores");
    }
    return files.get(restore, restores.location(found), kind);
  }
}
