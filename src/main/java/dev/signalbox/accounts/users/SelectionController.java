package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.users.ResultsPage.Line;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Flash;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/**
 * The acts on one person, on several: a page that says what will happen to each, then one that says
 * what came of it. Each person is a transaction of their own, so that one who cannot be changed
 * leaves the others as asked.
 */
@Controller
@InSection(Section.USERS)
class SelectionController {

  private final Directory directory;
  private final Suspension suspension;
  private final RoleChange roles;
  private final Settings settings;
  private final Clock clock;

  SelectionController(
      Directory directory,
      Suspension suspension,
      RoleChange roles,
      Settings settings,
      Clock clock) {
    this.directory = directory;
    this.suspension = suspension;
    this.roles = roles;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/users/suspensions")
  String askForReason(
      SelectionForm selection,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    return askForReason(chosen(selection), operator, SuspensionFields.empty(), response, model);
  }

  @PostMapping("/users/suspensions")
  String suspend(
      SelectionForm selection,
      @Valid @ModelAttribute("form") SuspensionForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    List<PersonRow> people = chosen(selection);
    form.check(errors, clock.instant());
    if (people.isEmpty() || errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return askForReason(people, operator, SuspensionFields.sent(errors), response, model);
    }
    String reason = form.reason().trim();
    return results(
        "Suspended",
        people,
        row -> OutcomeWords.suspended(suspension.suspend(row.id(), operator, reason, form.ends())),
        model);
  }

  @GetMapping("/users/activations")
  String confirmActivation(SelectionForm selection, HttpServletResponse response, Model model) {
    List<PersonRow> people = chosen(selection);
    if (people.isEmpty()) {
      return nobody(response);
    }
    model.addAttribute("page", SelectionPage.activating(people, seats()));
    return "accounts/users/activations";
  }

  @DeleteMapping("/users/suspensions")
  String activate(
      SelectionForm selection,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    List<PersonRow> people = chosen(selection);
    return people.isEmpty()
        ? nobody(response)
        : results(
            "Activated",
            people,
            row -> OutcomeWords.activated(suspension.activate(row.id(), operator)),
            model);
  }

  @Dangerous
  @GetMapping("/users/roles")
  String chooseRole(
      SelectionForm selection,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    return chooseRole(chosen(selection), operator, RoleFields.of(Role.VIEWER), response, model);
  }

  @Dangerous
  @PutMapping("/users/roles")
  String giveRole(
      SelectionForm selection,
      @Valid @ModelAttribute("form") RoleForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    List<PersonRow> people = chosen(selection);
    if (people.isEmpty() || errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return chooseRole(people, operator, RoleFields.sent(errors), response, model);
    }
    Role role = form.role();
    return results(
        "Role given",
        people,
        row -> OutcomeWords.changed(roles.change(row.id(), role, form.reason(), operator)),
        model);
  }

  private List<PersonRow> chosen(SelectionForm selection) {
    if (selection.isByFilter()) {
      ListUrl url = ListUrl.parse(Objects.requireNonNull(selection.matching()));
      return directory.page(url, PeopleFilter.of(url), SelectionForm.MOST).items();
    }
    return directory.of(selection.ids());
  }

  private Seats seats() {
    long active = directory.counts().getOrDefault(AccountStatus.ACTIVE, 0L);
    return new Seats(active, settings.seats());
  }

  private String askForReason(
      List<PersonRow> people,
      Operator operator,
      SuspensionFields fields,
      HttpServletResponse response,
      Model model) {
    if (people.isEmpty()) {
      return nobody(response);
    }
    model.addAttribute("page", SelectionPage.suspending(people, operator.id(), seats()));
    model.addAttribute("asked", fields);
    return "accounts/users/suspensions";
  }

  private static String chooseRole(
      List<PersonRow> people,
      Operator operator,
      RoleFields fields,
      HttpServletResponse response,
      Model model) {
    if (people.isEmpty()) {
      return nobody(response);
    }
    model.addAttribute("page", SelectionPage.changingRole(people, operator.id()));
    model.addAttribute("asked", fields);
    return "accounts/users/roles";
  }

  private static String results(
      String title, List<PersonRow> people, Function<PersonRow, Flash> act, Model model) {
    List<Line> results = people.stream().map(row -> Line.of(row, act.apply(row))).toList();
    model.addAttribute("page", ResultsPage.of(title, results));
    return "accounts/users/results";
  }

  private static String nobody(HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return "accounts/users/nobody";
  }
}
