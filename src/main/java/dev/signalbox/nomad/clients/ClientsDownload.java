package dev.signalbox.nomad.clients;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.web.Csv;
import dev.signalbox.web.ListUrl;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of clients as a file; that it was taken is written down, as with every list. */
@Controller
class ClientsDownload {

  private static final List<String> HEADER =
      List.of(
          "id",
          "name",
          "state",
          "remark",
          "address",
          "instance",
          "machine_type",
          "zone",
          "datacenter",
          "class",
          "pool",
          "version",
          "eligible",
          "cpu_mhz",
          "cpu_allocated_mhz",
          "memory_mib",
          "memory_allocated_mib",
          "builds",
          "safe_to_terminate",
          "registered_at_latest");

  private final NomadCluster cluster;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ClientsDownload(
      NomadCluster cluster, AuditLog audit, TransactionTemplate transaction, Clock clock) {
    this.cluster = cluster;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    ListUrl url = new ListUrl("/nomad/clients", parameters);
    transaction.executeWithoutResult(
        status ->
            audit.record(
                "nomad.client.list.exported",
                Target.of("list", "nomad-clients", "clients"),
                Map.of("filter", url.toString())));
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"clients-" + LocalDate.now(clock) + ".csv\"");
    write(response.getWriter(), url);
  }

  private void write(PrintWriter out, ListUrl url) throws IOException {
    ClusterView view = cluster.view();
    List<ClientLine> lines =
        ClientOrder.sorted(ClientFilter.of(url).of(ClientLines.of(view).byName()), url);
    Registrations registrations = Registrations.of(view);
    Csv.row(out, HEADER);
    for (ClientLine line : lines) {
      Csv.row(out, row(line, registrations));
    }
  }

  /** Nothing where the picture is too old to say yes. */
  private @Nullable Boolean safe(ClientLine line) {
    boolean safe = line.safe();
    return (safe && !cluster.trust().holds()) ? null : safe;
  }

  private List<@Nullable Object> row(ClientLine line, Registrations registrations) {
    Client client = line.client();
    return Arrays.asList(
        client.id(),
        client.name(),
        ClientBadge.of(line.state(), clock).word(),
        ClientRemarks.of(line, registrations, clock),
        client.address(),
        ClientAttributes.instance(client).orElse(""),
        ClientAttributes.machineType(client).orElse(""),
        ClientAttributes.zone(client).orElse(""),
        client.datacenter(),
        client.nodeClass(),
        client.pool(),
        client.version(),
        client.eligible(),
        line.cpu().of(),
        line.cpu().taken(),
        line.memory().of(),
        line.memory().taken(),
        line.builds().size(),
        safe(line),
        registrations.atLatest(client));
  }
}
