package dev.signalbox.audit.archive;

import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The archive's files for scripts. */
@RestController
class ArchiveApiController {

  private final ArchiveFiles files;
  private final ArchiveSending sending;

  ArchiveApiController(ArchiveFiles files, ArchiveSending sending) {
    this.files = files;
    this.sending = sending;
  }

  @ApiOperation(
      value = "Download archived months of the audit log",
      needs =
          "Scope read and the role viewer or admin. all.csv.gz and all.jsonl.gz are all of them,"
              + " 2026-10-part-1.csv.gz is a part of one. A download goes on where it stopped"
              + " (Range).")
  @GetMapping("/api/v1/audit-archives/{name}")
  void download(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    sending.send(
        files
            .find(name)
            .orElseThrow(
                () ->
                    new ApiRefusal(
                        ApiProblem.of(
                            HttpStatus.NOT_FOUND,
                            "There is no file " + name + " in the archive."))),
        request,
        response);
  }
}
