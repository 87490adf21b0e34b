package dev.signalbox.clients.servers;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadConnections;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the page Servers. The page is rendered at once; a fragment queries the servers. */
@NomadPage
@Controller
@InSection(Section.SERVERS)
class ServersController {

  private final ClusterState cluster;
  private final NomadServers servers;
  private final NomadConnections connections;
  private final Clock clock;

  ServersController(
      ClusterState cluster, NomadServers servers, NomadConnections connections, Clock clock) {
    this.cluster = cluster;
    this.servers = servers;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * @param now if present, the page includes the report, for browsers without JavaScript
   */
  @GetMapping("/nomad/servers")
  String index(@RequestParam(required = false) @Nullable String now, Model model) {
    model.addAttribute("page", page(now == null ? null : report()));
    return "clients/servers/index";
  }

  @Fragment
  @GetMapping("/nomad/servers")
  String report(Model model) {
    model.addAttribute("page", page(report()));
    return "clients/servers/index :: report";
  }

  private ServersPage page(@Nullable ServersReport report) {
    return ServersPage.of(
        cluster.syncStatus(),
        cluster.capabilities(),
        cluster.snapshot(),
        connections.usage(),
        report,
        clock);
  }

  /** Returns null if Nomad is not configured. */
  private @Nullable ServersReport report() {
    SyncStatus syncStatus = cluster.syncStatus();
    return syncStatus.state() == SyncStatus.State.OFF
        ? null
        : ServersReport.of(
            servers.report(), syncStatus, cluster.capabilities(), cluster.snapshot(), clock);
  }
}
