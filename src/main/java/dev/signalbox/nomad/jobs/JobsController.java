package dev.signalbox.nomad.jobs;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.web.Csv;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of jobs, from the view in memory. */
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

  private final NomadCluster cluster;
  private final WaitingReasons reasons;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JobsController(
      NomadCluster cluster,
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
  String index(@RequestParam Map<String, String> parameters, Model model) {
    ClusterView view = cluster.view();
    JobsPage page =
        JobsPage.of(
            new ListUrl("/nomad/jobs", parameters),
            JobIndex.of(view),
            reasons::of,
            TrustLine.of(cluster.trust(), clock),
            clock);
    model.addAttribute("page", view.unread() ? page.unread() : page);
    return "nomad/jobs/index";
  }

  @Fragment
  @GetMapping("/nomad/jobs")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "nomad/jobs/index :: list";
  }

  @GetMapping("/nomad/jobs.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    JobIndex index = JobIndex.of(cluster.view());
    ListUrl url = new ListUrl("/nomad/jobs", parameters);
    transaction.executeWithoutResult(
        status ->
            audit.record(
                "nomad.job.list.exported",
                Target.of("list", "jobs", "jobs"),
                Map.of("filter", url.toString())));
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"jobs-" + LocalDate.now(clock) + ".csv\"");
    PrintWriter out = response.getWriter();
    Csv.row(out, HEADER);
    for (JobRow row : JobSelection.all(url, index.rows())) {
      Job job = row.job();
      Standing standing = index.standing(job);
      Csv.row(
          out,
          Arrays.asList(
              job.key().id(),
              job.key().namespace(),
              job.name(),
              row.state().word(),
              job.type(),
              job.priority(),
              String.join(" ", job.datacenters()),
              job.pool(),
              job.parentId(),
              job.submittedAt(),
              standing.live(),
              standing.done(),
              standing.failed(),
              standing.lost()));
    }
  }
}
