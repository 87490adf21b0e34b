package dev.signalbox.snapshots.schedules;

import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists and creates schedules. */
@Controller
@InSection(Section.SNAPSHOTS)
class SchedulesController {

  private final VeleroState velero;
  private final ScheduleSuspensionRepository suspensions;
  private final ScheduleService service;
  private final ScheduleFormPages pages;
  private final FlashCookie flashes;
  private final Clock clock;

  SchedulesController(
      VeleroState velero,
      ScheduleSuspensionRepository suspensions,
      ScheduleService service,
      ScheduleFormPages pages,
      FlashCookie flashes,
      Clock clock) {
    this.velero = velero;
    this.suspensions = suspensions;
    this.service = service;
    this.pages = pages;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/snapshots/schedules")
  String list(Model model) {
    model.addAttribute(
        "page",
        SchedulesPage.of(
            velero.freshness(),
            velero.inventory(),
            suspensions.findAllByOrderByName(),
            new ActionButton("Create schedule", pages.disabled("create", velero.inventory())),
            clock));
    return "snapshots/schedules/index";
  }

  @Fragment
  @GetMapping("/snapshots/schedules")
  String rows(Model model) {
    list(model);
    return "snapshots/schedules/index :: list";
  }

  @RequiresReauthentication
  @GetMapping("/snapshots/schedules/new")
  String form(@ModelAttribute("form") ScheduleForm form, BindingResult errors, Model model) {
    model.addAttribute("page", pages.create(form, errors));
    return "snapshots/schedules/form";
  }

  @Fragment
  @GetMapping("/snapshots/schedules/runs")
  String runs(@RequestParam(defaultValue = "") String cron, Model model) {
    model.addAttribute("preview", pages.preview(cron.strip()));
    return "snapshots/schedules/_runs :: runs";
  }

  @RequiresReauthentication
  @PostMapping("/snapshots/schedules")
  String create(
      @Valid @ModelAttribute("form") ScheduleForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    form.checkName(errors);
    pages.checkVelero(errors);
    form.check(pages.check(form.cronOrEmpty()), errors);
    if (form.preview() != null) {
      return form(form, errors, model);
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(form, errors, model);
    }
    ScheduleOutcome outcome = service.create(form);
    if (outcome instanceof ScheduleOutcome.NameTaken) {
      errors.rejectValue("name", "taken", "A schedule has this name already.");
      response.setStatus(HttpStatus.CONFLICT.value());
      return form(form, errors, model);
    }
    flashes.add(response, FlashMessage.success("Schedule " + form.nameOrEmpty() + " was created."));
    return "redirect:/snapshots/schedules";
  }
}
