package dev.signalbox.queue;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.CsvWriter;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Queue with the reason for each queued job, and its CSV export. */
@NomadPage
@Controller
@InSection(Section.QUEUE)
class QueueController {

  private static final List<String> HEADER =
      List.of(
          "id",
          "namespace",
          "name",
          "type",
          "priority",
          "waiting_since",
          "reason",
          "sentence",
          "allocations",
          "cpu_mhz",
          "memory_mib");

  private final ClusterState cluster;
  private final WaitingReasons reasons;
  private final QueueTrend trend;
  private final ResourceClasses classes;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  QueueController(
      ClusterState cluster,
      WaitingReasons reasons,
      QueueTrend trend,
      ResourceClasses classes,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.cluster = cluster;
    this.reasons = reasons;
    this.trend = trend;
    this.classes = classes;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/nomad/queue")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    ListUrl url = QueueFilter.PARAMETERS.read("/nomad/queue", parameters, response);
    return page(url, model);
  }

  @Fragment
  @GetMapping("/nomad/queue")
  String queue(@RequestParam Map<String, String> parameters, Model model) {
    page(QueueFilter.PARAMETERS.read("/nomad/queue", parameters), model);
    return "queue/index :: queue";
  }

  private String page(ListUrl url, Model model) {
    List<ExplainedJob> queue = reasons.all();
    ClusterSnapshot snapshot = cluster.snapshot();
    QueuePage page =
        QueuePage.of(
            url,
            new QueuePage.QueueData(
                queue,
                MissingCapacity.of(queue, snapshot),
                trend.chart(),
                classes::nameOf,
                snapshot.isUnsynced(),
                SyncStatusBanner.of(cluster.syncStatus(), clock)),
            clock);
    model.addAttribute("page", page);
    return "queue/index";
  }

  @GetMapping("/nomad/queue.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    ListUrl url = QueueFilter.PARAMETERS.requireKnown("/nomad/queue", parameters);
    QueueFilter filter = QueueFilter.of(url);
    if (!HeadRequest.isCurrent()) {
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "nomad.queue.exported",
                  Target.of("list", "queue", "queue"),
                  Map.of("filter", url.toString())));
    }
    CsvWriter.setHeaders(response, "queue", clock);
    PrintWriter out = response.getWriter();
    CsvWriter.writeHeader(out, HEADER);
    for (ExplainedJob job : reasons.all()) {
      if (filter.matches(job, classes::nameOf)) {
        WaitingJob waiting = job.waiting();
        CsvWriter.writeRow(
            out,
            Arrays.asList(
                waiting.job().id(),
                waiting.job().namespace(),
                waiting.name(),
                waiting.type(),
                waiting.priority(),
                waiting.since(),
                job.kind().key(),
                WaitingReasonText.of(job.reason(), clock).sentence(),
                waiting.count(),
                job.requested().cpu(),
                job.requested().memory()));
      }
    }
  }
}
