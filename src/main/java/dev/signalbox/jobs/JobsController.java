package dev.signalbox.jobs;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.queue.WaitingReasons;
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

/** Job list and its CSV export, rendered from the snapshot. */
@NomadPage
@Controller
@InSection(Section.JOBS)
class JobsController {

  private static final List<String> HEADER =
      List.of(
          "id",
          "namespace",
          "name",
          "state",
          "type",
          "priority",
          "datacenters",
          "pool",
          "parent",
          "submitted",
          "live",
          "done",
          "failed",
          "lost");

  private final ClusterState cluster;
  private final WaitingReasons reasons;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JobsController(
      ClusterState cluster,
      WaitingReasons reasons,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.cluster = cluster;
    this.reasons = reasons;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/nomad/jobs")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    ListUrl url = JobFilter.PARAMETERS.read("/nomad/jobs", parameters, response);
    return page(url, model);
  }

  @Fragment
  @GetMapping("/nomad/jobs")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    page(JobFilter.PARAMETERS.read("/nomad/jobs", parameters), model);
    return "jobs/index :: list";
  }

  private String page(ListUrl url, Model model) {
    ClusterSnapshot snapshot = cluster.snapshot();
    JobsPage page =
        JobsPage.of(
            url,
            JobIndex.of(snapshot),
            reasons::of,
            SyncStatusBanner.of(cluster.syncStatus(), clock),
            cluster.capabilities().hasNodePools(),
            snapshot.isUnsynced(),
            clock);
    model.addAttribute("page", page);
    return "jobs/index";
  }

  @GetMapping("/nomad/jobs.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    JobIndex index = JobIndex.of(cluster.snapshot());
    ListUrl url = JobFilter.PARAMETERS.requireKnown("/nomad/jobs", parameters);
    if (!HeadRequest.isCurrent()) {
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "nomad.job.list.exported",
                  Target.of("list", "jobs", "jobs"),
                  Map.of("filter", url.toString())));
    }
    CsvWriter.setHeaders(response, "jobs", clock);
    PrintWriter out = response.getWriter();
    CsvWriter.writeHeader(out, HEADER);
    for (JobRow row : JobSelection.all(url, index.rows())) {
      Job job = row.job();
      JobResult result = index.result(job);
      CsvWriter.writeRow(
          out,
          Arrays.asList(
              job.key().id(),
              job.key().namespace(),
              job.name(),
              row.state().code(),
              job.type(),
              job.priority(),
              String.join(" ", job.datacenters()),
              job.pool(),
              job.parentId(),
              job.submittedAt(),
              result.live(),
              result.done(),
              result.failed(),
              result.lost()));
    }
  }
}
