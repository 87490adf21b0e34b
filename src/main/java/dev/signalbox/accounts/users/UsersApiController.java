package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.api.PageLinks;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import jakarta.validation.Valid;
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

/** The people for scripts; by the same services as the pages, so by the same rules. */
@RestController
@RequestMapping("/api/v1/users")
class UsersApiController {

  private static final String ADMINS = "Scope write and the role admin.";
  private static final String EVERYBODY = "Scope read and the role viewer or admin.";

  private final Directory directory;
  private final Suspension suspension;
  private final RoleChange roles;
  private final Settings settings;
  private final Clock clock;

  UsersApiController(
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

  @ApiOperation(
      value = "List people",
      needs =
          EVERYBODY
              + " The filters and the order of the page of people; the Link header leads to the"
              + " pages beside.",
      query = "state=active&limit=100")
  @GetMapping
  ResponseEntity<List<UserJson>> list(
      @Valid @ModelAttribute("query") UsersQuery query, @RequestParam Map<String, String> here) {
    ListUrl url = new ListUrl("/api/v1/users", here);
    if (!Directory.isPlaceReadable(url)) {
      // the first page instead would send a script round for ever
      throw new ApiRefusal(
          ApiProblem.ofField(
              query.before() == null ? "after" : "before", "Take the address from a link."));
    }
    PageOf<PersonRow> page = directory.page(url, query.filter(), query.rows());
    return ResponseEntity.ok()
        .headers(PageLinks.of(page, settings.publicUrl()))
        .body(page.items().stream().map(UserJson::of).toList());
  }

  @ApiOperation(value = "Read a person", needs = EVERYBODY)
  @GetMapping("/{id}")
  UserJson read(@PathVariable UUID id) {
    return UserJson.of(person(id));
  }

  @ApiOperation(
      value = "Suspend a person",
      needs = ADMINS + " Sessions and tokens of the person end at once.",
      example = "{\"reason\": \"parental leave\", \"until\": \"2027-03-01T00:00:00Z\"}")
  @PostMapping("/{id}/suspension")
  UserJson suspend(
      @PathVariable UUID id,
      @Valid @RequestBody SuspensionJson body,
      @AuthenticationPrincipal Operator operator) {
    @Nullable Instant until = body.until();
    if (until != null && !until.isAfter(clock.instant())) {
      throw new ApiRefusal(ApiProblem.ofField("until", "Choose a time that lies ahead, or none."));
    }
    return told(suspension.suspend(person(id).id(), operator, body.reason().strip(), until));
  }

  @ApiOperation(value = "Activate a person", needs = ADMINS)
  @DeleteMapping("/{id}/suspension")
  UserJson activate(@PathVariable UUID id, @AuthenticationPrincipal Operator operator) {
    return told(suspension.activate(person(id).id(), operator));
  }

  @ApiOperation(
      value = "Give a role",
      needs = ADMINS + " It holds from the person's next request on.",
      example = "{\"role\": \"viewer\"}")
  @PutMapping("/{id}/role")
  UserJson give(
      @PathVariable UUID id,
      @Valid @RequestBody RoleJson body,
      @AuthenticationPrincipal Operator operator) {
    return switch (roles.change(person(id).id(), body.role(), body.reason(), operator)) {
      // putting what is there already is no mistake
      case RoleOutcome.Done done -> now(done.person());
      case RoleOutcome.AlreadySo already -> now(already.person());
      case RoleOutcome.Oneself oneself -> throw oneself();
      case RoleOutcome.LastAdmin last -> throw lastAdmin(last.person());
    };
  }

  private UserJson told(SuspensionOutcome outcome) {
    return switch (outcome) {
      case SuspensionOutcome.Done done -> now(done.person());
      case SuspensionOutcome.AlreadySo already ->
          throw refused(
              HttpStatus.CONFLICT,
              "already-so",
              already.person().login() + " is in that state already.");
      case SuspensionOutcome.Oneself oneself -> throw oneself();
      case SuspensionOutcome.LastAdmin last -> throw lastAdmin(last.person());
    };
  }

  private UserJson now(Person before) {
    return UserJson.of(person(before.id()));
  }

  private PersonRow person(UUID id) {
    return directory.of(List.of(id)).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ApiRefusal(
                    ApiProblem.of(HttpStatus.NOT_FOUND, "There is no user " + id + ".")));
  }

  private static ApiRefusal oneself() {
    return refused(
        HttpStatus.UNPROCESSABLE_CONTENT, "oneself", "This is you; another admin can do it.");
  }

  private static ApiRefusal lastAdmin(Person person) {
    return refused(
        HttpStatus.CONFLICT,
        "last-admin",
        person.login() + " is the last active admin. Make somebody else admin first.");
  }

  private static ApiRefusal refused(HttpStatus status, String kind, String detail) {
    return new ApiRefusal(ApiProblem.of(status, kind, detail));
  }
}
