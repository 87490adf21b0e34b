package dev.signalbox.restores;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Retries or cancels a restore that Signalbox runs. */
@Controller
@InSection(Section.SNAPSHOTS)
class RestoreStateController {

  private final RestoreLookup restores;
  private final RestoreService service;
  private final FlashCookie flashes;

  RestoreStateController(RestoreLookup restores, RestoreService service, FlashCookie flashes) {
    this.restores = restores;
    this.service = service;
    this.flashes = flashes;
  }

  @GetMapping("/restores/{id}/state")
  String confirmCancel(@PathVariable String id, Model model) {
    RestoreLookup.Found found = restores.get(id);
    UUID operation = operation(found, id);
    model.addAttribute("id", operation.toString());
    model.addAttribute("name", found.name());
    model.addAttribute("summary", "Snapshot " + found.snapshot());
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            "/restores/" + operation + "/state",
            "put",
            "Cancel the restore of " + found.snapshot(),
            "Workloads that were stopped are started again if nothing was deleted. What was deleted"
                + " stays deleted, and what Velero has restored stays. A Restore that Velero is"
                + " running can't be canceled.",
            "Cancel restore",
            "player-stop",
            "/restores/" + operation,
            null,
            null));
    return "restores/state";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping(path = "/restores/{id}/state", params = "state=running")
  String retry(@PathVariable String id, HttpServletResponse response) {
    UUID operation = operation(restores.get(id), id);
    flashes.add(
        response,
        service.retry(operation)
            ? FlashMessage.success("The step is executed again.")
            : FlashMessage.error("No change: the restore is not paused."));
    return "redirect:/restores/" + operation;
  }

  @PutMapping("/restores/{id}/state")
  String cancel(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String state,
      HttpServletResponse response,
      Model model) {
    UUID operation = operation(restores.get(id), id);
    if (!state.equals("canceled")) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirmCancel(id, model);
    }
    flashes.add(
        response,
        service.cancel(operation)
            ? FlashMessage.success("The restore is being canceled.")
            : FlashMessage.error("No change: the restore can't be canceled any more."));
    return "redirect:/restores/" + operation;
  }

  private static UUID operation(RestoreLookup.Found found, String id) {
    if (found.operation() == null) {
      throw new ObjectNotFoundException("restore", id, "/restores", "restores");
    }
    return found.operation().id();
  }
}
