package dev.signalbox.clients;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.CsvWriter;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.ListUrl;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exports the client list as CSV and records the export in the audit log. */
@NomadPage
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

  private final ClusterState cluster;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ClientsDownload(
      ClusterState cluster, AuditLog audit, TransactionTemplate transaction, Clock clock) {
    this.cluster = cluster;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    ListUrl url = ClientFilter.PARAMETERS.requireKnown("/nomad/clients", parameters);
    if (!HeadRequest.isCurrent()) {
      transaction.executeWithoutResult(
          status ->
              audit.record(
                  "nomad.client.list.exported",
                  Target.of("list", "nomad-clients", "clients"),
                  Map.of("filter", url.toString())));
    }
    CsvWriter.setHeaders(response, "clients", clock);
    write(response.getWriter(), url);
  }

  private void write(PrintWriter out, ListUrl url) throws IOException {
    ClusterSnapshot snapshot = cluster.snapshot();
    List<ClientEntry> entries =
        ClientOrder.sorted(ClientFilter.of(url).of(ClientIndex.of(snapshot).byName()), url);
    RegistrationTimeEstimator registrations = RegistrationTimeEstimator.of(snapshot);
    CsvWriter.writeHeader(out, HEADER);
    for (ClientEntry entry : entries) {
      CsvWriter.writeRow(out, row(entry, registrations));
    }
  }

  /** Returns null instead of true if the snapshot is stale. */
  private @Nullable Boolean safe(ClientEntry entry) {
    boolean safe = entry.isSafeToTerminate();
    return (safe && !cluster.syncStatus().isCurrent()) ? null : safe;
  }

  private List<@Nullable Object> row(ClientEntry entry, RegistrationTimeEstimator registrations) {
    Client client = entry.client();
    return Arrays.asList(
        client.id(),
        client.name(),
        ClientBadge.of(entry.state(), clock).text(),
        ClientNotes.of(entry, registrations, clock),
        client.address(),
        ClientAttributes.instanceId(client).orElse(""),
        ClientAttributes.machineType(client).orElse(""),
        ClientAttributes.zone(client).orElse(""),
        client.datacenter(),
        client.nodeClass(),
        client.pool(),
        client.version(),
        client.eligible(),
        entry.cpu().of(),
        entry.cpu().allocated(),
        entry.memory().of(),
        entry.memory().allocated(),
        entry.builds().size(),
        safe(entry),
        registrations.latest(client));
  }
}
