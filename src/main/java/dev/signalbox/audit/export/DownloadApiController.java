package dev.signalbox.audit.export;

import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.web.ListUrl;
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

/** The files of events for scripts. */
@RestController
class DownloadApiController {

  private final Downloads downloads;

  DownloadApiController(Downloads downloads) {
    this.downloads = downloads;
  }

  @ApiOperation(
      value = "Download events of the audit log",
      needs =
          "Scope read and the role viewer or admin. Endings are csv, csv.gz, jsonl, jsonl.gz;"
              + " the filters are those of the page of the log. The last"
              + " line is the event of the download itself; a file that ends otherwise is not"
              + " complete.",
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
      throw new ApiRefusal(
          ApiProblem.of(HttpStatus.NOT_FOUND, "There are csv, csv.gz, jsonl and jsonl.gz."));
    }
    ListUrl url = new ListUrl("/audit", parameters);
    switch (downloads.send(url, format, request, response)) {
      case Downloads.Outcome.Sent sent -> {}
      case Downloads.Outcome.Busy busy -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "30");
        throw new ApiRefusal(
            ApiProblem.of(HttpStatus.TOO_MANY_REQUESTS, "busy", busy.why() + " Try again later."));
      }
      case Downloads.Outcome.Unreadable unreadable ->
          throw new ApiRefusal(
              ApiProblem.of(
                  unreadable.problems().entrySet().stream()
                      .map(wrong -> new ApiProblem.FieldProblem(wrong.getKey(), wrong.getValue()))
                      .toList()));
    }
  }
}
