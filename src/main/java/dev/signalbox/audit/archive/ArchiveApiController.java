package dev.signalbox.audit.archive;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the files of the archive for scripts. */
@RestController
class ArchiveApiController {

  private final ArchiveFileFinder files;
  private final ArchiveFileSender sender;

  ArchiveApiController(ArchiveFileFinder files, ArchiveFileSender sender) {
    this.files = files;
    this.sender = sender;
  }

  @ApiOperation(
      id = "downloadArchivedMonthsOfTheAuditLog",
      value = "Download archived months of the audit log",
      needs =
          "Scope read and the role viewer or admin. all.csv.gz and all.jsonl.gz hold all months,"
              + " 2026-10-part-1.csv.gz holds one part of a month. Range requests are supported.")
  @GetMapping("/api/v1/audit-archives/{name}")
  void download(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    sender.send(
        files
            .find(name)
            .orElseThrow(
                () ->
                    new ApiException(
                        ApiProblem.of(
                            HttpStatus.NOT_FOUND, "The archive has no file " + name + "."))),
        request,
        response);
  }
}
