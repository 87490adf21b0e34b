package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The finder of clients that nobody looks after. */
@Controller
@InSection(Section.CLIENTS)
class ForgottenController {

  private final NomadCluster cluster;
  private final CurrentVisitor visitors;
  private final Clock clock;

  ForgottenController(NomadCluster cluster, CurrentVisitor visitors, Clock clock) {
    this.cluster = cluster;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/forgotten")
  String index(Model model) {
    model.addAttribute(
        "page",
        cluster.view().unread()
            ? ForgottenPage.unread(TrustLine.of(cluster.trust(), clock))
            : ForgottenPage.of(
                Forgotten.of(ClientLines.of(cluster.view()), clock),
                cluster.trust(),
                visitors.visitor().orElseThrow(),
                clock));
    return "nomad/clients/forgotten";
  }

  @Fragment
  @GetMapping("/nomad/clients/forgotten")
  String list(Model model) {
    index(model);
    return "nomad/clients/forgotten :: list";
  }
}
