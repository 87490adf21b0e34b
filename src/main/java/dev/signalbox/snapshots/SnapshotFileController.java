package dev.signalbox.snapshots;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.BackupFileStore;
import dev.signalbox.velero.files.BackupFileText;
import dev.signalbox.velero.logs.VolumeInfo;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that Velero wrote to the object storage: the log, and errors and warnings. They are fetched
 * in the background; until then the pages say so and are refreshed.
 */
@Controller
@InSection(Section.SNAPSHOTS)
class SnapshotFileController {

  private final VeleroState velero;
  private final BackupFileStore files;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  SnapshotFileController(
      VeleroState velero,
      BackupFileStore files,
      AuditLog audit,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.velero = velero;
    this.files = files;
    this.audit = audit;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  @GetMapping("/snapshots/{name}/results")
  String results(@PathVariable String name, Model model) {
    Backup backup = backup(name);
    model.addAttribute(
        "page",
        BackupResultsPage.of(
            backup.name(),
            SnapshotLinks.show(backup.name()),
            files.get(backup, BackupFileKind.RESULTS),
            clock));
    return "snapshots/results";
  }

  @Fragment
  @GetMapping("/snapshots/{name}/results")
  String resultsPanel(@PathVariable String name, Model model) {
    results(name, model);
    return "snapshots/results :: results";
  }

  @GetMapping("/snapshots/{name}/volume-infos")
  String volumeInfos(@PathVariable String name, Model model) {
    Backup backup = backup(name);
    model.addAttribute(
        "page",
        SnapshotVolumeInfosPage.of(backup, files.get(backup, BackupFileKind.VOLUME_INFOS), clock));
    return "snapshots/volume-infos";
  }

  @Fragment
  @GetMapping("/snapshots/{name}/volume-infos")
  String volumeInfosPanel(@PathVariable String name, Model model) {
    volumeInfos(name, model);
    return "snapshots/volume-infos :: infos";
  }

  @GetMapping("/snapshots/{name}/log")
  String log(
      @PathVariable String name,
      @RequestParam Map<String, String> parameters,
      HttpServletResponse response,
      Model model) {
    Backup backup = backup(name);
    ListUrl url =
        SnapshotLogFilter.PARAMETERS.read(SnapshotLinks.log(backup.name()), parameters, response);
    return logPage(backup, url, model);
  }

  @Fragment
  @GetMapping("/snapshots/{name}/log")
  String logPanel(
      @PathVariable String name,
      @RequestParam Map<String, String> parameters,
      HttpServletResponse response,
      Model model) {
    Backup backup = backup(name);
    ListUrl url = SnapshotLogFilter.PARAMETERS.read(SnapshotLinks.log(backup.name()), parameters);
    if (page(backup, url, model).viewer() != null) {
      // the script of the viewer starts with the page
      response.setHeader("HX-Refresh", "true");
    }
    return "snapshots/log :: log";
  }

  private String logPage(Backup backup, ListUrl url, Model model) {
    page(backup, url, model);
    return "snapshots/log";
  }

  private SnapshotLogPage page(Backup backup, ListUrl url, Model model) {
    SnapshotLogPage page =
        SnapshotLogPage.of(
            backup,
            url,
            backup.status().phase().hasLog() ? files.get(backup, BackupFileKind.LOG) : null,
            clock);
    model.addAttribute("page", page);
    return page;
  }

  /** Sends the lines to the viewer; its other parameters are for logs that grow. */
  @GetMapping("/snapshots/{name}/log/lines")
  ResponseEntity<Void> lines(
      @PathVariable String name,
      @RequestParam(defaultValue = "end") String from,
      HttpServletResponse response)
      throws IOException {
    Backup backup = backup(name);
    if (!backup.status().phase().hasLog()
        || !(files.get(backup, BackupFileKind.LOG) instanceof BackupFile.Ready ready)) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    if (!HeadRequest.isCurrent()) {
      SnapshotLogEvents.send(ready.path(), from.equals("start"), response.getWriter(), json);
    }
    return ResponseEntity.ok().build();
  }

  @GetMapping("/snapshots/{name}/log.txt")
  @Nullable String download(@PathVariable String name, HttpServletResponse response)
      throws IOException {
    Backup backup = backup(name);
    BackupFile file =
        backup.status().phase().hasLog()
            ? files.get(backup, BackupFileKind.LOG)
            : new BackupFile.Pending(clock.instant());
    if (!(file instanceof BackupFile.Ready ready)) {
      return "redirect:" + SnapshotLinks.log(backup.name());
    }
    if (!HeadRequest.isCurrent()) {
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "snapshot.log.downloaded",
                  Target.of("snapshot", backup.name(), backup.name()),
                  Map.of()));
    }
    BackupLogDownload.send(backup.name(), ready.path(), response);
    return null;
  }

  private Backup backup(String name) {
    return velero
        .inventory()
        .backup(SnapshotLinks.name(name))
        .orElseThrow(() -> SnapshotController.missing(name));
  }

  /** View model of the volumes of a snapshot as the file of volume infos describes them. */
  record SnapshotVolumeInfosPage(
      String name, String url, BackupFileState file, String message, List<Line> lines) {

    /** A volume claim. */
    record Line(String claim, String namespace, String method, StatusLabel status, String size) {

      static Line of(VolumeInfo info) {
        return new Line(
            info.claim().isEmpty() ? info.volume() : info.claim(),
            info.namespace(),
            switch (info.method()) {
              case NATIVE_SNAPSHOT -> "Native snapshot";
              case POD_VOLUME_BACKUP -> "Files";
              case CSI_SNAPSHOT -> "CSI snapshot";
              case UNKNOWN -> "–";
            },
            info.skipped()
                ? StatusLabel.off("Skipped: " + info.skippedReason())
                : info.succeeded() ? StatusLabel.ok("Completed") : StatusLabel.bad("Failed"),
            info.size() == null ? "–" : ByteSize.of(info.size()));
      }
    }

    static SnapshotVolumeInfosPage of(Backup backup, BackupFile download, Clock clock) {
      BackupFileState file =
          BackupFileState.of(download, "the volume infos of " + backup.name(), clock);
      @Nullable Path path = file.path();
      @Nullable JsonNode json = path == null ? null : BackupFileText.json(path);
      String message = path != null && json == null ? "The file of volume infos is damaged." : "";
      return new SnapshotVolumeInfosPage(
          backup.name(),
          SnapshotLinks.show(backup.name()),
          file,
          message,
          json == null ? List.of() : VolumeInfo.read(json).stream().map(Line::of).toList());
    }
  }
}
