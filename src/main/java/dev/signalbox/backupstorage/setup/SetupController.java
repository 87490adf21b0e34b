package dev.signalbox.backupstorage.setup;

import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.status.SnapshotHealth;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows how to set up storage and Velero. */
@Controller
@InSection(Section.SNAPSHOTS)
class SetupController {

  private final VeleroState velero;
  private final SnapshotHealth health;

  SetupController(VeleroState velero, SnapshotHealth health) {
    this.velero = velero;
    this.health = health;
  }

  /**
   * Shows the object stores, or continues with the one in use.
   *
   * @param step anchor of a step; empty for none
   */
  @GetMapping("/snapshots/setup")
  String choose(@RequestParam(defaultValue = "") String step, Model model) {
    Optional<StorageProvider> used =
        velero.inventory().defaultLocation().flatMap(StorageProvider::of);
    if (used.isPresent() && step.matches("[a-z-]{1,20}")) {
      return "redirect:/snapshots/setup/" + used.get().code() + "#" + step;
    }
    model.addAttribute("providers", SetupPage.providers(null));
    model.addAttribute("freshness", velero.freshness());
    return "backupstorage/setup/index";
  }

  @GetMapping("/snapshots/setup/{name}")
  String show(
      @PathVariable String name,
      @ModelAttribute("values") SetupValues values,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SetupPage page = page(name, values);
    if (page.invalid()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return view(page, request, model);
  }

  @Fragment
  @GetMapping("/snapshots/setup/{name}")
  String steps(
      @PathVariable String name,
      @ModelAttribute("values") SetupValues values,
      HttpServletRequest request,
      Model model) {
    view(page(name, values), request, model);
    return "backupstorage/setup/show :: steps";
  }

  private SetupPage page(String provider, SetupValues values) {
    return SetupPage.of(
        StorageProvider.ofCode(provider)
            .orElseThrow(
                () ->
                    new ObjectNotFoundException(
                        "set-up", provider, "/snapshots/setup", "set-up steps")),
        values,
        velero,
        health.check().health());
  }

  private static String view(SetupPage page, HttpServletRequest request, Model model) {
    @Nullable String query = request.getQueryString();
    model.addAttribute("page", page);
    model.addAttribute(
        "url", "/snapshots/setup/" + page.provider() + (query == null ? "" : "?" + query));
    return "backupstorage/setup/show";
  }
}
