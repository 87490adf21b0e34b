package dev.signalbox.nomad.servers;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadServers;
import dev.signalbox.nomad.Trust;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The servers. The page stands at once; only its part asks them. */
@Controller
@InSection(Section.SERVERS)
class ServersController {

  private final NomadCluster cluster;
  private final NomadServers servers;
  private final Clock clock;

  ServersController(NomadCluster cluster, NomadServers servers, Clock clock) {
    this.cluster = cluster;
    this.servers = servers;
    this.clock = clock;
  }

  /**
   * @param now there for whoever has no scripts: the page waits for the servers
   */
  @GetMapping("/nomad/servers")
  String index(@RequestParam(required = false) @Nullable String now, Model model) {
    model.addAttribute("page", page(now == null ? null : report()));
    return "nomad/servers/index";
  }

  @Fragment
  @GetMapping("/nomad/servers")
  String report(Model model) {
    model.addAttribute("page", page(report()));
    return "nomad/servers/index :: report";
  }

  private ServersPage page(@Nullable ServersReport report) {
    return ServersPage.of(cluster.trust(), cluster.capabilities(), cluster.view(), report, clock);
  }

  /** Where no Nomad is named nobody is asked; the page says so. */
  private @Nullable ServersReport report() {
    Trust trust = cluster.trust();
    return trust.state() == Trust.State.OFF
        ? null
        : ServersReport.of(servers.report(), trust, cluster.capabilities(), cluster.view(), clock);
  }
}
