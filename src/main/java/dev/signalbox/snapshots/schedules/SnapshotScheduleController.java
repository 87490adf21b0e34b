package dev.signalbox.snapshots.schedules;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/** Changes and deletes a schedule. */
@Controller
@InSection(Section.SNAPSHOTS)
class SnapshotScheduleController {

  private final ScheduleLookup schedules;
  private final ScheduleService service;
  private final ScheduleFormPages pages;
  private final FlashCookie flashes;

  SnapshotScheduleController(
      ScheduleLookup schedules,
      ScheduleService service,
      ScheduleFormPages pages,
      FlashCookie flashes) {
    this.schedules = schedules;
    this.service = service;
    this.pages = pages;
    this.flashes = flashes;
  }

  @RequiresReauthentication
  @GetMapping("/snapshots/schedules/{name}")
  String form(
      @PathVariable String name,
      @ModelAttribute("form") ScheduleForm form,
      BindingResult errors,
      Model model) {
    model.addAttribute("page", pages.change(schedules.get(name), form, errors));
    return "snapshots/schedules/form";
  }

  @RequiresReauthentication
  @PutMapping("/snapshots/schedules/{name}")
  String save(
      @PathVariable String name,
      @Valid @ModelAttribute("form") ScheduleForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    ScheduleLookup.Found found = schedules.get(name);
    form.check(pages.check(form.cronOrEmpty()), errors);
    if (form.preview() == null && errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    if (form.preview() != null || errors.hasErrors()) {
      model.addAttribute("page", pages.change(found, form, errors));
      return "snapshots/schedules/form";
    }
    String existing = found.status().schedule().name();
    ScheduleOutcome outcome = service.change(existing, form);
    if (outcome instanceof ScheduleOutcome.Outdated outdated) {
      ScheduleForm.rejectOutdated(outdated.current(), errors);
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("page", pages.change(found, form.basedOn(outdated.current()), errors));
      return "snapshots/schedules/form";
    }
    flashes.add(response, outcome.message());
    return "redirect:" + SnapshotLinks.schedule(existing);
  }

  @RequiresReauthentication
  @GetMapping("/snapshots/schedules/{name}/deletion")
  String confirmDeletion(@PathVariable String name, Model model) {
    String existing = schedules.get(name).status().schedule().name();
    String url = SnapshotLinks.schedule(existing);
    model.addAttribute("name", existing);
    model.addAttribute("url", url);
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            url,
            "delete",
            "Delete schedule " + existing,
            "No further snapshots are taken by it. Its snapshots stay until they expire.",
            "Delete schedule",
            "trash",
            url,
            null,
            null));
    return "snapshots/schedules/confirm";
  }

  @RequiresReauthentication
  @DeleteMapping("/snapshots/schedules/{name}")
  String delete(@PathVariable String name, HttpServletResponse response) {
    String existing = schedules.get(name).status().schedule().name();
    ScheduleOutcome outcome = service.delete(existing);
    flashes.add(
        response,
        outcome instanceof ScheduleOutcome.Changed
            ? FlashMessage.success("Schedule " + existing + " was deleted. Its snapshots stay.")
            : outcome.message());
    return "redirect:/snapshots/schedules";
  }
}
