package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.drains.Leaving;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The rolling drains: the list, and making one. */
@Controller
@InSection(Section.CLIENTS)
class PlansController {

  private static final int SHOWN = 100;

  private final Plans plans;
  private final PlanClients planClients;
  private final PlanChange change;
  private final ClientAges ages;
  private final Leaving leaving;
  private final NomadCluster cluster;
  private final Optional<BuildTimes> times;
  private final CurrentVisitor visitors;
  private final FlashCookie flashes;
  private final int keepReady;
  private final Clock clock;

  PlansController(
      Plans plans,
      PlanClients planClients,
      PlanChange change,
      ClientAges ages,
      Leaving leaving,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      CurrentVisitor visitors,
      FlashCookie flashes,
      Settings settings,
      Clock clock) {
    this.plans = plans;
    this.planClients = planClients;
    this.change = change;
    this.ages = ages;
    this.leaving = leaving;
    this.cluster = cluster;
    this.times = times;
    this.visitors = visitors;
    this.flashes = flashes;
    this.keepReady = settings.nomad().keepReady();
    this.clock = clock;
  }

  @GetMapping("/nomad/plans")
  String index(Model model) {
    model.addAttribute(
        "page",
        PlansPage.of(
            plans.recent(SHOWN),
            plan -> planClients.of(plan.id()),
            visitors.visitor().orElseThrow(),
            clock));
    return "nomad/drains/plans/index";
  }

  @Fragment
  @GetMapping("/nomad/plans")
  String list(Model model) {
    index(model);
    return "nomad/drains/plans/index :: list";
  }

  @Dangerous
  @GetMapping("/nomad/plans/new")
  String choose(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    PlanChoice choice = PlanChoice.of(parameters);
    return choose(choice, PlanForm.first(keepReady), null, model);
  }

  @Dangerous
  @PostMapping("/nomad/plans")
  String create(
      @Valid @ModelAttribute("form") PlanForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    if (form.look() != null) {
      return look(form, model);
    }
    form.check(errors);
    PlanPreview preview = preview(named(form));
    if (errors.hasErrors() || preview.taken().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return choose(named(form), form, errors, model);
    }
    DrainPlan plan = change.create(form, preview.taken());
    int leftOut = form.ids().size() - preview.taken().size();
    flashes.say(
        response,
        Flash.done(
            "The plan begins within seconds."
                + (leftOut > 0
                    ? " Left out, because they cannot be drained any more: " + leftOut + "."
                    : "")));
    return "redirect:/nomad/plans/" + plan.id();
  }

  /** What another deadline means; a plan has too many clients to be asked for by an address. */
  @Dangerous
  @Fragment
  @PostMapping(path = "/nomad/plans", params = "look")
  String panel(@ModelAttribute("form") PlanForm form, Model model) {
    look(form, model);
    return "nomad/drains/plans/new :: panel";
  }

  /** A length that is none is told at once, because the text would be about another one. */
  private String look(PlanForm form, Model model) {
    Errors errors = new BeanPropertyBindingResult(form, "form");
    form.check(errors);
    return choose(named(form), form, errors, model);
  }

  private static PlanChoice named(PlanForm form) {
    return new PlanChoice(new LinkedHashSet<>(form.ids()), "", "", "", null);
  }

  private String choose(PlanChoice choice, PlanForm form, @Nullable Errors errors, Model model) {
    model.addAttribute(
        "page",
        NewPlanPage.of(
            choice, preview(choice), form, PlanFields.of(form, errors), cluster, times, clock));
    return "nomad/drains/plans/new";
  }

  private PlanPreview preview(PlanChoice choice) {
    ClusterView view = cluster.view();
    List<Client> chosen = choice.asksNothing() ? List.of() : choice.among(view);
    @Nullable Duration age = choice.olderThan();
    if (age != null) {
      List<Client> old = ages.before(clock.instant().minus(age), chosen);
      chosen = chosen.stream().filter(new LinkedHashSet<>(old)::contains).toList();
    }
    return PlanPreview.of(chosen, view, planClients.planned(), leaving.clients());
  }
}
