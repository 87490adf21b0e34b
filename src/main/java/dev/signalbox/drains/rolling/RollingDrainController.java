package dev.signalbox.drains.rolling;

import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows a rolling drain and pauses, resumes or aborts it. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class RollingDrainController {

  private final RollingDrains plans;
  private final RollingDrainService service;
  private final ClusterState cluster;
  private final Optional<BuildDurations> times;
  private final CurrentUserProvider visitors;
  private final FlashCookie flashes;
  private final Clock clock;

  RollingDrainController(
      RollingDrains plans,
      RollingDrainService service,
      ClusterState cluster,
      Optional<BuildDurations> times,
      CurrentUserProvider visitors,
      FlashCookie flashes,
      Clock clock) {
    this.plans = plans;
    this.service = service;
    this.cluster = cluster;
    this.times = times;
    this.visitors = visitors;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/nomad/rolling-drains/{id}")
  String show(@PathVariable String id, Model model) {
    RollingDrain plan = service.find(id);
    model.addAttribute(
        "page",
        RollingDrainPage.of(
            plan,
            plans.clientsOf(plan.id()),
            cluster,
            times,
            visitors.nomadUser().orElseThrow(),
            clock));
    return "drains/rolling/show";
  }

  @Fragment
  @GetMapping("/nomad/rolling-drains/{id}")
  String progress(@PathVariable String id, Model model) {
    show(id, model);
    return "drains/rolling/show :: plan";
  }

  @GetMapping("/nomad/rolling-drains/{id}/state")
  String confirmAbort(@PathVariable String id, Model model) {
    RollingDrain plan = service.find(id);
    List<RollingDrainClient> clients = plans.clientsOf(plan.id());
    model.addAttribute("id", plan.id().toString());
    model.addAttribute("reason", plan.reason());
    model.addAttribute("summary", RollingDrainLabels.progress(clients));
    model.addAttribute("confirm", abort(plan, clients));
    return "drains/rolling/state";
  }

  @RequiresReauthentication
  @PutMapping(path = "/nomad/rolling-drains/{id}/state", params = "state=running")
  String resume(@PathVariable String id, HttpServletResponse response) {
    RollingDrain plan = service.find(id);
    flashes.add(response, result(service.resume(plan.id()), "Resumed."));
    return "redirect:/nomad/rolling-drains/" + plan.id();
  }

  @PutMapping("/nomad/rolling-drains/{id}/state")
  String stop(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String state,
      HttpServletResponse response,
      Model model) {
    RollingDrain plan = service.find(id);
    boolean abort = state.equals("aborted");
    if (!abort && !state.equals("paused")) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirmAbort(id, model);
    }
    flashes.add(
        response,
        result(
            service.stop(plan.id(), abort),
            abort
                ? "Aborted: drains in progress finish."
                : "Paused: drains in progress finish, no new ones start."));
    return "redirect:/nomad/rolling-drains/" + plan.id();
  }

  private static FlashMessage result(RollingDrainOutcome outcome, String changed) {
    return switch (outcome) {
      case CHANGED -> FlashMessage.success(changed);
      case NO_CHANGE ->
          FlashMessage.error("No change: the rolling drain was already in that state.");
      case ENDED -> FlashMessage.error("This rolling drain has already ended.");
    };
  }

  private static ConfirmPanel abort(RollingDrain plan, List<RollingDrainClient> clients) {
    long waiting = RollingDrainLabels.count(clients, RollingDrainClient.State.WAITING);
    long active = clients.stream().filter(client -> client.state().isActive()).count();
    return new ConfirmPanel(
        "/nomad/rolling-drains/" + plan.id() + "/state",
        "put",
        waiting == 1 ? "1 client will not be drained" : waiting + " clients will not be drained",
        (active == 0
                ? "No drain is in progress."
                : active == 1
                    ? "1 drain in progress continues; cancel it on the client's page."
                    : active + " drains in progress continue; cancel them on the clients' pages.")
            + " This can't be resumed.",
        "Abort rolling drain",
        "player-stop",
        "/nomad/rolling-drains/" + plan.id(),
        null,
        null);
  }
}
