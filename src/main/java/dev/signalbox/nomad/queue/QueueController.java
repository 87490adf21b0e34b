package dev.signalbox.nomad.queue;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.TrustLine;
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

/** What waits, and why: the guide's "Debug queuing builds". */
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

  private final NomadCluster cluster;
  private final WaitingReasons reasons;
  private final QueueTrend trend;
  private final BuildClasses classes;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  QueueController(
      NomadCluster cluster,
      WaitingReasons reasons,
      QueueTrend trend,
      BuildClasses classes,
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
  String index(@RequestParam Map<String, String> parameters, Model model) {
    List<Explained> queue = reasons.all();
    ClusterView view = cluster.view();
    QueuePage page =
        QueuePage.of(
            new ListUrl("/nomad/queue", parameters),
            new QueuePage.Sources(
                queue,
                MissingCapacity.of(queue, view),
                trend.minutes(),
                classes::nameOf,
                TrustLine.of(cluster.trust(), clock)),
            clock);
    model.addAttribute("page", view.unread() ? page.unread() : page);
    return "nomad/queue/index";
  }

  @Fragment
  @GetMapping("/nomad/queue")
  String queue(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "nomad/queue/index :: queue";
  }

  @GetMapping("/nomad/queue.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    ListUrl url = new ListUrl("/nomad/queue", parameters);
    QueueFilter filter = QueueFilter.of(url);
    transaction.executeWithoutResult(
        status ->
            audit.record(
                "nomad.queue.exported",
                Target.of("list", "queue", "queue"),
                Map.of("filter", url.toString())));
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"queue-" + LocalDate.now(clock) + ".csv\"");
    PrintWriter out = response.getWriter();
    Csv.row(out, HEADER);
    for (Explained one : reasons.all()) {
      if (filter.takes(one, classes::nameOf)) {
        Waiting waiting = one.waiting();
        Csv.row(
            out,
            Arrays.asList(
                waiting.job().id(),
                waiting.job().namespace(),
                waiting.name(),
                waiting.type(),
                waiting.priority(),
                waiting.since(),
                one.kind().word(),
                ReasonWords.of(one.reason(), clock).sentence(),
                waiting.count(),
                one.asked().cpu(),
                one.asked().memory()));
      }
    }
  }
}
