package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.FormResults;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.users.ResultsPage.Line;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormKeys;
import dev.signalbox.web.InSection;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bulk actions on users: a confirmation page with the effect on each user, then a page with the
 * results. Each user is changed in a separate transaction, so one failure does not affect the
 * others.
 */
@Controller
@InSection(Section.USERS)
class SelectionController {

  private final UserQueries userQueries;
  private final Suspension suspension;
  private final RoleChange roles;
  private final FormResults results;
  private final JsonMapper json;
  private final AccountsProperties settings;
  private final Clock clock;

  SelectionController(
      UserQueries userQueries,
      Suspension suspension,
      RoleChange roles,
      FormResults results,
      JsonMapper json,
      AccountsProperties settings,
      Clock clock) {
    this.userQueries = userQueries;
    this.suspension = suspension;
    this.roles = roles;
    this.results = results;
    this.json = json;
    this.settings = settings;
    this.clock = clock;
  }

  @RequiresReauthentication
  @GetMapping("/users/suspensions")
  String confirmSuspension(
      SelectionForm selection,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    return confirmSuspension(
        selectedUsers(selection), operator, SuspensionFields.empty(), response, model);
  }

  @RequiresReauthentication
  @PostMapping("/users/suspensions")
  String suspend(
      SelectionForm selection,
      @Valid @ModelAttribute("form") SuspensionForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    List<UserRow> users = selectedUsers(selection);
    form.validate(errors, clock.instant());
    if (users.isEmpty() || errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirmSuspension(
          users, operator, SuspensionFields.submitted(errors), response, model);
    }
    String reason = form.reason().trim();
    return results(
        "suspended",
        users,
        row ->
            OutcomeMessages.suspended(
                suspension.suspend(row.id(), operator, reason, form.endsAt())),
        "/users/activations",
        request,
        operator);
  }

  @RequiresReauthentication
  @GetMapping("/users/activations")
  String confirmActivation(SelectionForm selection, HttpServletResponse response, Model model) {
    List<UserRow> users = selectedUsers(selection);
    if (users.isEmpty()) {
      return noneSelected(response);
    }
    model.addAttribute("page", SelectionPage.activating(users, seats()));
    return "accounts/users/activations";
  }

  @RequiresReauthentication
  @DeleteMapping("/users/suspensions")
  String activate(
      SelectionForm selection,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response) {
    List<UserRow> users = selectedUsers(selection);
    return users.isEmpty()
        ? noneSelected(response)
        : results(
            "activated",
            users,
            row -> OutcomeMessages.activated(suspension.activate(row.id(), operator)),
            "/users/suspensions",
            request,
            operator);
  }

  @RequiresReauthentication
  @GetMapping("/users/roles")
  String chooseRole(
      SelectionForm selection,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    return chooseRole(
        selectedUsers(selection), operator, RoleFields.of(Role.VIEWER), response, model);
  }

  @RequiresReauthentication
  @PutMapping("/users/roles")
  String changeRole(
      SelectionForm selection,
      @Valid @ModelAttribute("form") RoleForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    List<UserRow> users = selectedUsers(selection);
    if (users.isEmpty() || errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return chooseRole(users, operator, RoleFields.submitted(errors), response, model);
    }
    Role role = form.role();
    return results(
        "changed",
        users,
        row -> OutcomeMessages.changed(roles.change(row.id(), role, form.reason(), operator)),
        null,
        request,
        operator);
  }

  private List<UserRow> selectedUsers(SelectionForm selection) {
    if (selection.isByFilter()) {
      ListUrl list = ListUrl.parse(Objects.requireNonNull(selection.matching()));
      if (!list.path().equals("/users")) {
        // another text has no filter that could be read, so it would select everyone
        throw new InvalidParametersException(
            Map.of("matching", "Must be a URL of the users page."));
      }
      ListUrl url = UserFilter.PARAMETERS.requireKnown(list.path(), list.parameters());
      return userQueries.page(url, UserFilter.of(url), SelectionForm.MAX_USERS).items();
    }
    return userQueries.findAllById(selection.ids());
  }

  private Seats seats() {
    long active = userQueries.countsByStatus().getOrDefault(AccountStatus.ACTIVE, 0L);
    return new Seats(active, settings.seats());
  }

  private String confirmSuspension(
      List<UserRow> users,
      Operator operator,
      SuspensionFields fields,
      HttpServletResponse response,
      Model model) {
    if (users.isEmpty()) {
      return noneSelected(response);
    }
    model.addAttribute("page", SelectionPage.suspending(users, operator.id(), seats()));
    model.addAttribute("formFields", fields);
    return "accounts/users/suspensions";
  }

  private static String chooseRole(
      List<UserRow> users,
      Operator operator,
      RoleFields fields,
      HttpServletResponse response,
      Model model) {
    if (users.isEmpty()) {
      return noneSelected(response);
    }
    model.addAttribute("page", SelectionPage.changingRole(users, operator.id()));
    model.addAttribute("formFields", fields);
    return "accounts/users/roles";
  }

  private String results(
      String participle,
      List<UserRow> users,
      Function<UserRow, FlashMessage> action,
      @Nullable String undoPath,
      HttpServletRequest request,
      Operator operator) {
    List<Line> lines = users.stream().map(row -> Line.of(row, action.apply(row))).toList();
    ResultsPage page = ResultsPage.of(participle, lines, undoPath);
    UUID key = results.store(FormKeys.of(request), json.writeValueAsString(page), operator);
    return "redirect:/users/results?form=" + key;
  }

  /** Shows the results of a bulk action to the user who ran it, for five minutes. */
  @GetMapping("/users/results")
  String results(
      @RequestParam(required = false) @Nullable UUID form,
      @AuthenticationPrincipal Operator operator,
      Model model) {
    Optional<ResultsPage> page =
        Optional.ofNullable(form)
            .flatMap(key -> results.find(key, operator))
            .map(text -> json.readValue(text, ResultsPage.class));
    if (page.isEmpty()) {
      return "redirect:/users";
    }
    model.addAttribute("page", page.get());
    return "accounts/users/results";
  }

  private static String noneSelected(HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return "accounts/users/empty-selection";
  }
}
