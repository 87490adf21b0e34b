package dev.signalbox.audit.search;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormField;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists, saves and deletes the saved filters of the current user. */
@Controller
@InSection(Section.AUDIT)
class SavedFilterController {

  private final SavedFilters filters;
  private final CurrentActor actors;
  private final FlashCookie flashes;
  private final Clock clock;

  SavedFilterController(
      SavedFilters filters, CurrentActor actors, FlashCookie flashes, Clock clock) {
    this.filters = filters;
    this.actors = actors;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/audit/filters")
  String index(@RequestParam(defaultValue = "") String query, Model model) {
    return page(FormField.empty("name", "Name", "visible only to you"), query, model);
  }

  @PostMapping("/audit/filters")
  String save(
      @Valid @ModelAttribute("form") SavedFilterForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    if (!errors.hasErrors()
        && AuditFilter.of(ListUrl.parse("/audit?" + form.query()), clock).isInvalid()) {
      errors.rejectValue("query", "invalid", "The filter is invalid. Correct it in the audit log.");
    }
    if (!errors.hasErrors()
        && !filters.save(
            actors.actor().id(), form.name().strip(), ListUrl.parse("/audit?" + form.query()))) {
      errors.rejectValue("name", "full", "You already have 20 saved filters. Delete one first.");
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      Object query = errors.getFieldValue("query");
      return page(
          FormField.submitted(
              errors,
              errors.hasFieldErrors("name") ? "name" : "query",
              "Name",
              "visible only to you"),
          query == null ? "" : query.toString(),
          model);
    }
    flashes.add(response, FlashMessage.success("Filter “" + form.name().strip() + "” saved."));
    return "redirect:" + ListUrl.parse("/audit?" + form.query());
  }

  @DeleteMapping("/audit/filters")
  String remove(@RequestParam(defaultValue = "") String name, HttpServletResponse response) {
    filters.remove(actors.actor().id(), name);
    flashes.add(response, FlashMessage.success("Filter “" + name + "” deleted."));
    return "redirect:/audit/filters";
  }

  private String page(FormField name, String query, Model model) {
    model.addAttribute("nameField", name);
    model.addAttribute("query", query);
    model.addAttribute("saved", filters.of(actors.actor().id()));
    return "audit/filters";
  }

  /**
   * The form that saves a filter.
   *
   * @param query the query string of the list
   */
  record SavedFilterForm(
      @NotBlank(message = "Enter a name.") @Size(max = 60, message = "Use at most 60 characters.")
          String name,
      @NotBlank(message = "Apply a filter in the audit log first.")
          @Size(max = 2000, message = "The filter is too long to save.")
          String query) {}
}
