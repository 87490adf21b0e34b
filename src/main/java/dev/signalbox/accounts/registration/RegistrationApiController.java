package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of registration for scripts. Who would lose access is told before, as on the page. */
@RestController
@RequestMapping("/api/v1/registration")
class RegistrationApiController {

  private final RegistrationRules rules;
  private final RegistrationChange change;

  RegistrationApiController(RegistrationRules rules, RegistrationChange change) {
    this.rules = rules;
    this.change = change;
  }

  @ApiOperation(
      value = "Read the rules of registration",
      needs = "Scope read and the role viewer or admin.")
  @GetMapping
  RegistrationJson read() {
    return RegistrationJson.of(rules.current());
  }

  @ApiOperation(
      value = "Change the rules of registration",
      needs =
          "Scope write and the role admin. When people would lose access, the answer is a 409 that"
              + " says how many; the same call with the word it gives in confirmed saves.",
      example =
          "{\"anyone\": false, \"organizations\": [\"acme\", \"acme-labs\"],"
              + " \"suspend_new_users\": true, \"version\": 3}")
  @PutMapping
  RegistrationJson change(
      @Valid @RequestBody RegistrationChangeJson body, @AuthenticationPrincipal Operator operator) {
    complaint(body)
        .ifPresent(
            why -> {
              throw wrongOrganizations(why);
            });
    return switch (change.change(body.form(), operator)) {
      case RegistrationOutcome.Saved saved -> read();
      // putting what is there already is no mistake
      case RegistrationOutcome.NothingNew nothing -> read();
      case RegistrationOutcome.ToConfirm confirm -> throw toConfirm(confirm.losing());
      case RegistrationOutcome.Stale stale ->
          throw refused(
              HttpStatus.CONFLICT,
              "changed-meanwhile",
              "The rules have version " + stale.current().version() + " by now; read them again.");
      case RegistrationOutcome.Refused refused -> throw wrongOrganizations(refused.why());
      case RegistrationOutcome.Unanswered none ->
          throw refused(
              HttpStatus.SERVICE_UNAVAILABLE,
              "not-answered",
              "Nothing was saved. Tried to %s. It said: %s. You can %s."
                  .formatted(none.tried(), none.answered(), none.advice()));
    };
  }

  private static Optional<String> complaint(RegistrationChangeJson body) {
    if (body.anyone()) {
      return body.names().isEmpty()
          ? Optional.empty()
          : Optional.of("Name none where anyone may enter.");
    }
    return body.names().isEmpty()
        ? Optional.of("Name at least one, or let anyone enter.")
        : OrganizationList.complaint(body.names());
  }

  private static ApiRefusal toConfirm(LosingAccess losing) {
    return refused(
        HttpStatus.CONFLICT,
        "people-lose-access",
        "%s would lose access, and of %s more it is unknown. Nothing was saved. Send \"confirmed\": \"%s\" to save."
            .formatted(
                RegistrationWords.people(losing.outside()),
                RegistrationWords.people(losing.unknown()),
                losing.mark()));
  }

  private static ApiRefusal wrongOrganizations(String why) {
    return new ApiRefusal(ApiProblem.ofField("organizations", why));
  }

  private static ApiRefusal refused(HttpStatus status, String kind, String detail) {
    return new ApiRefusal(ApiProblem.of(status, kind, detail));
  }
}
