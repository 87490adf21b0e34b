package dev.signalbox.audit.export;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves exports for scripts. */
@RestController
class ExportApiController {

  private final ExportService exportService;

  ExportApiController(ExportService exportService) {
    this.exportService = exportService;
  }

  @ApiOperation(
      id = "exportAuditEvents",
      value = "Export audit events",
      needs =
          "Scope read and the role viewer or admin. Extensions are csv, csv.gz, jsonl and jsonl.gz;"
              + " the filters are those of the audit log page. The last line records the export"
              + " itself; if it is missing, the file is incomplete.",
      query = "range=24h&action=user.suspended")
  @GetMapping("/api/v1/audit-events.{ending}")
  void download(
      @PathVariable String ending,
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    @Nullable ExportFormat format = ExportFormat.of(ending);
    if (format == null) {
      throw new ApiException(
          ApiProblem.of(HttpStatus.NOT_FOUND, "Use the extension csv, csv.gz, jsonl or jsonl.gz."));
    }
    switch (exportService.send(parameters, format, request, response)) {
      case ExportService.Outcome.Sent sent -> {}
      case ExportService.Outcome.Busy busy -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "30");
        throw new ApiException(
            ApiProblem.of(
                HttpStatus.TOO_MANY_REQUESTS, "busy", busy.reason() + " Try again later."));
      }
    }
  }
}
