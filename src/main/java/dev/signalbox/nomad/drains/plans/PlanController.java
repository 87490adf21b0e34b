package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far a plan is; its state is a thing that is put. */
@Controller
@InSection(Section.CLIENTS)
class PlanController {

  private final Plans plans;
  private final PlanClients planClients;
  private final PlanChange change;
  private final NomadCluster cluster;
  private final Optional<BuildTimes> times;
  private final CurrentVisitor visitors;
  private final FlashCookie flashes;
  private final Clock clock;

  PlanController(
      Plans plans,
      PlanClients planClients,
      PlanChange change,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      CurrentVisitor visitors,
      FlashCookie flashes,
      Clock clock) {
    this.plans = plans;
    this.planClients = planClients;
    this.change = change;
    this.cluster = cluster;
    this.times = times;
    this.visitors = visitors;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/nomad/plans/{id}")
  String show(@PathVariable String id, Model model) {
    DrainPlan plan = plan(id);
    model.addAttribute(
        "page",
        PlanPage.of(
            plan,
            planClients.of(plan.id()),
            cluster,
            times,
            visitors.visitor().orElseThrow(),
            clock));
    return "nomad/drains/plans/show";
  }

  @Fragment
  @GetMapping("/nomad/plans/{id}")
  String progress(@PathVariable String id, Model model) {
    show(id, model);
    return "nomad/drains/plans/show :: plan";
  }

  @GetMapping("/nomad/plans/{id}/state")
  String ask(@PathVariable String id, Model model) {
    DrainPlan plan = plan(id);
    List<PlanClient> clients = planClients.of(plan.id());
    model.addAttribute("id", plan.id().toString());
    model.addAttribute("reason", plan.reason());
    model.addAttribute("truth", PlanWords.progress(clients));
    model.addAttribute("confirm", abort(plan, clients));
    return "nomad/drains/plans/state";
  }

  @PutMapping("/nomad/plans/{id}/state")
  String want(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String state,
      HttpServletResponse response,
      Model model) {
    DrainPlan plan = plan(id);
    DrainPlan.@Nullable State wanted = wanted(state);
    if (wanted == null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(id, model);
    }
    flashes.say(response, told(change.want(plan.id(), wanted), wanted));
    return "redirect:/nomad/plans/" + plan.id();
  }

  private static DrainPlan.@Nullable State wanted(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "running" -> DrainPlan.State.RUNNING;
      case "paused" -> DrainPlan.State.PAUSED;
      case "aborted" -> DrainPlan.State.ABORTED;
      default -> null;
    };
  }

  private static Flash told(PlanOutcome outcome, DrainPlan.State wanted) {
    return switch (outcome) {
      case PlanOutcome.Done done ->
          Flash.done(
              switch (wanted) {
                case RUNNING -> "The plan goes on.";
                case PAUSED -> "No further client is begun; what drains ends.";
                case ABORTED -> "The plan is aborted; what drains ends.";
                case FINISHED -> "The plan is finished.";
              });
      case PlanOutcome.AlreadySo already -> Flash.refused("The plan was in that state already.");
      case PlanOutcome.Over over ->
          Flash.refused("The plan is over, so there is nothing left to decide.");
    };
  }

  private static Confirm abort(DrainPlan plan, List<PlanClient> clients) {
    long waiting = PlanWords.count(clients, PlanClient.State.WAITING);
    long atWork = clients.stream().filter(client -> client.state().atWork()).count();
    return new Confirm(
        "/nomad/plans/" + plan.id() + "/state",
        "put",
        waiting == 1 ? "1 client is left as it is" : waiting + " clients are left as they are",
        (atWork == 0
                ? "No client drains at this moment."
                : atWork == 1
                    ? "The one that drains now ends as it began; cancel its drain on its own page."
                    : "The "
                        + atWork
                        + " that drain now end as they began; cancel a drain on the client's own"
                        + " page.")
            + " An aborted plan cannot be resumed.",
        "Abort this plan",
        "player-stop",
        "/nomad/plans/" + plan.id(),
        null,
        null);
  }

  private DrainPlan plan(String id) {
    try {
      return plans.find(UUID.fromString(id)).orElseThrow(() -> missing(id));
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static NotFound missing(String id) {
    return new NotFound("plan", id, "/nomad/plans", "the list of rolling drains");
  }
}
