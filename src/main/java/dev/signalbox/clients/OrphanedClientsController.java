package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Page of the clients that need attention. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class OrphanedClientsController {

  private final ClusterState cluster;
  private final CurrentUserProvider visitors;
  private final DeniedCapabilities denied;
  private final Clock clock;

  OrphanedClientsController(
      ClusterState cluster, CurrentUserProvider visitors, DeniedCapabilities denied, Clock clock) {
    this.cluster = cluster;
    this.visitors = visitors;
    this.denied = denied;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/orphaned")
  String index(Model model) {
    model.addAttribute(
        "page",
        cluster.snapshot().isUnsynced()
            ? OrphanedClientsPage.unread(SyncStatusBanner.of(cluster.syncStatus(), clock))
            : OrphanedClientsPage.of(
                OrphanedClients.of(ClientIndex.of(cluster.snapshot()), clock),
                cluster.syncStatus(),
                visitors.nomadUser().orElseThrow(),
                denied.reason(DeniedCapabilities.NODE_WRITE, ""),
                clock));
    return "clients/orphaned";
  }

  @Fragment
  @GetMapping("/nomad/clients/orphaned")
  String list(Model model) {
    index(model);
    return "clients/orphaned :: list";
  }
}
