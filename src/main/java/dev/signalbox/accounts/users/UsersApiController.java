package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.PageLinks;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Users in the API. Uses the same services as the pages, so the same rules apply. */
@RestController
@RequestMapping("/api/v1/users")
class UsersApiController {

  private static final String ADMINS = "Scope write and the role admin.";
  private static final String READERS = "Scope read and the role viewer or admin.";

  private final UserQueries userQueries;
  private final Suspension suspension;
  private final RoleChange roles;
  private final ConsoleProperties settings;
  private final Clock clock;

  UsersApiController(
      UserQueries userQueries,
      Suspension suspension,
      RoleChange roles,
      ConsoleProperties settings,
      Clock clock) {
    this.userQueries = userQueries;
    this.suspension = suspension;
    this.roles = roles;
    this.settings = settings;
    this.clock = clock;
  }

  @ApiOperation(
      id = "listUsers",
      value = "List users",
      needs =
          READERS
              + " Has the filters and sort orders of the users page. The Link header leads to the"
              + " next and previous page.",
      query = "state=active&limit=100")
  @GetMapping
  ResponseEntity<List<UserJson>> list(
      @Valid @ModelAttribute("query") UsersQuery query,
      @RequestParam Map<String, String> parameters) {
    ListUrl url = new ListUrl("/api/v1/users", parameters);
    if (!UserQueries.isPositionValid(url)) {
      // returning the first page instead would send a client into an endless loop
      throw new ApiException(
          ApiProblem.ofField(
              query.before() == null ? "after" : "before", "Use the URL from the Link header."));
    }
    ListPage<UserRow> page = userQueries.page(url, query.filter(), query.rows());
    return ResponseEntity.ok()
        .headers(PageLinks.of(page, settings.publicUrl().uri()))
        .body(page.items().stream().map(UserJson::of).toList());
  }

  @ApiOperation(id = "getAUser", value = "Get a user", needs = READERS)
  @GetMapping("/{id}")
  UserJson read(@PathVariable UUID id) {
    return UserJson.of(user(id));
  }

  @ApiOperation(
      id = "suspendAUser",
      value = "Suspend a user",
      needs = ADMINS + " Ends the user's sessions and revokes the user's tokens immediately.",
      example = "{\"reason\": \"parental leave\", \"until\": \"2027-03-01T00:00:00Z\"}")
  @PostMapping("/{id}/suspension")
  UserJson suspend(
      @PathVariable UUID id,
      @Valid @RequestBody SuspensionJson body,
      @AuthenticationPrincipal Operator operator) {
    @Nullable Instant until = body.until();
    if (until != null && !until.isAfter(clock.instant())) {
      throw new ApiException(ApiProblem.ofField("until", "Must be in the future."));
    }
    return result(suspension.suspend(user(id).id(), operator, body.reason().strip(), until));
  }

  @ApiOperation(id = "activateAUser", value = "Activate a user", needs = ADMINS)
  @DeleteMapping("/{id}/suspension")
  UserJson activate(@PathVariable UUID id, @AuthenticationPrincipal Operator operator) {
    return result(suspension.activate(user(id).id(), operator));
  }

  @ApiOperation(
      id = "setAUsersRole",
      value = "Set a user's role",
      needs = ADMINS + " Takes effect with the user's next request.",
      example = "{\"role\": \"viewer\"}")
  @PutMapping("/{id}/role")
  UserJson changeRole(
      @PathVariable UUID id,
      @Valid @RequestBody RoleJson body,
      @AuthenticationPrincipal Operator operator) {
    return switch (roles.change(user(id).id(), body.role(), body.reason(), operator)) {
      // PUT is idempotent
      case RoleOutcome.Done done -> reloaded(done.user());
      case RoleOutcome.NoChange already -> reloaded(already.user());
      case RoleOutcome.OwnAccount own -> throw ownAccount();
      case RoleOutcome.LastAdmin last -> throw lastAdmin(last.user());
    };
  }

  private UserJson result(SuspensionOutcome outcome) {
    return switch (outcome) {
      case SuspensionOutcome.Done done -> reloaded(done.user());
      case SuspensionOutcome.NoChange already ->
          throw exception(
              HttpStatus.CONFLICT,
              "no-change",
              already.user().login() + " is already in this state.");
      case SuspensionOutcome.OwnAccount own -> throw ownAccount();
      case SuspensionOutcome.LastAdmin last -> throw lastAdmin(last.user());
    };
  }

  private UserJson reloaded(UserAccount before) {
    return UserJson.of(user(before.id()));
  }

  private UserRow user(UUID id) {
    return userQueries.findAllById(List.of(id)).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ApiProblem.of(HttpStatus.NOT_FOUND, "User " + id + " not found.")));
  }

  private static ApiException ownAccount() {
    return exception(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "self-modification",
        "You can't change your own account.");
  }

  private static ApiException lastAdmin(UserAccount user) {
    return exception(
        HttpStatus.CONFLICT,
        "last-admin",
        user.login() + " is the last active admin. Promote another admin first.");
  }

  private static ApiException exception(HttpStatus status, String kind, String detail) {
    return new ApiException(ApiProblem.of(status, kind, detail));
  }

  /**
   * The request body of a role change.
   *
   * @param reason the reason for the audit log, or null
   */
  record RoleJson(
      @NotNull(message = "Must be admin, viewer or member.") Role role,
      @Size(max = AuditReason.MAX_LENGTH, message = AuditReason.TOO_LONG)
          @Nullable String reason) {}

  /**
   * The request body of a suspension.
   *
   * @param until when the user is reactivated automatically, or null
   */
  record SuspensionJson(
      @NotBlank(message = "Enter a reason.")
          @Size(max = AuditReason.MAX_LENGTH, message = AuditReason.TOO_LONG)
          String reason,
      @Nullable Instant until) {}

  /**
   * A user in the API.
   *
   * @param state the status of the account
   * @param stateBy the login of the admin who set the status, or null
   * @param stateUntil when the suspension ends automatically, or null
   * @param organizations logins of the organizations with an active membership at the last check
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record UserJson(
      UUID id,
      long githubId,
      String login,
      @Nullable String name,
      @Nullable String email,
      Role role,
      AccountStatus state,
      Instant stateSince,
      @Nullable String stateBy,
      @Nullable String stateReason,
      @Nullable Instant stateUntil,
      List<String> organizations,
      Instant firstSeen,
      @Nullable Instant lastSeen,
      int signIns) {

    static UserJson of(UserRow row) {
      return new UserJson(
          row.id(),
          row.githubId(),
          row.login(),
          row.name(),
          row.email(),
          row.role(),
          row.status(),
          row.statusSince(),
          row.statusBy(),
          row.statusReason(),
          row.statusUntil(),
          row.organizations() == null ? List.of() : List.of(row.organizations().split(", ", -1)),
          row.firstSeen(),
          row.lastSeen(),
          row.signIns());
    }
  }
}
