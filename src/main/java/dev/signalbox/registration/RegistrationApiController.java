package dev.signalbox.registration;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicy.Saved;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The registration rules in the API. Changes that remove access need a confirmation. */
@RestController
@RequestMapping("/api/v1/registration")
class RegistrationApiController {

  private final RegistrationPolicyRepository rules;
  private final RegistrationChange change;

  RegistrationApiController(RegistrationPolicyRepository rules, RegistrationChange change) {
    this.rules = rules;
    this.change = change;
  }

  @ApiOperation(
      id = "getTheRegistrationRules",
      value = "Get the registration rules",
      needs = "Scope read and the role viewer or admin.")
  @GetMapping
  RegistrationJson read() {
    return RegistrationJson.of(rules.current());
  }

  @ApiOperation(
      id = "updateTheRegistrationRules",
      value = "Update the registration rules",
      needs =
          "Scope write and the role admin. If users would lose access, the response is"
              + " a 409 with their number; repeat the request with its confirmed value to save.",
      example =
          "{\"anyone\": false, \"organizations\": [\"acme\", \"acme-labs\"],"
              + " \"suspend_new_users\": true, \"version\": 3}")
  @PutMapping
  RegistrationJson change(
      @Valid @RequestBody RegistrationChangeJson body, @AuthenticationPrincipal Operator operator) {
    violation(body)
        .ifPresent(
            why -> {
              throw invalidOrganizations(why);
            });
    return switch (change.change(body.form(), operator)) {
      case RegistrationOutcome.Saved saved -> read();
      // PUT is idempotent
      case RegistrationOutcome.Unchanged unchanged -> read();
      case RegistrationOutcome.ConfirmationRequired confirm ->
          throw confirmationRequired(confirm.losing());
      case RegistrationOutcome.VersionConflict conflict ->
          throw exception(
              HttpStatus.CONFLICT,
              "version-conflict",
              "The rules are at version "
                  + conflict.current().version()
                  + ". Read them again and retry.");
      case RegistrationOutcome.InvalidOrganizations invalid ->
          throw invalidOrganizations(invalid.why());
      case RegistrationOutcome.UpstreamUnavailable unavailable ->
          throw exception(
              HttpStatus.SERVICE_UNAVAILABLE,
              "upstream-unavailable",
              "Nothing was saved. Tried to %s. It said: %s. You can %s."
                  .formatted(unavailable.tried(), unavailable.response(), unavailable.advice()));
    };
  }

  private static Optional<String> violation(RegistrationChangeJson body) {
    if (body.anyone()) {
      return body.names().isEmpty()
          ? Optional.empty()
          : Optional.of("Must be empty if anyone is true.");
    }
    return body.names().isEmpty()
        ? Optional.of("Enter at least one organization, or set anyone to true.")
        : OrganizationList.violation(body.names());
  }

  private static ApiException confirmationRequired(AccessLossPreview preview) {
    return exception(
        HttpStatus.CONFLICT,
        "confirmation-required",
        ("%s would lose access; %,d more %s unknown. Nothing was saved."
                + " Send \"confirmed\": \"%s\" to save.")
            .formatted(
                RegistrationMessages.users(preview.nonMembers()),
                preview.unknown(),
                preview.unknown() == 1 ? "is" : "are",
                preview.confirmationToken()));
  }

  private static ApiException invalidOrganizations(String why) {
    return new ApiException(ApiProblem.ofField("organizations", why));
  }

  private static ApiException exception(HttpStatus status, String kind, String detail) {
    return new ApiException(ApiProblem.of(status, kind, detail));
  }

  /**
   * The complete new registration rules in a request.
   *
   * @param organizations GitHub names of the required organizations; empty if {@code anyone} is
   *     true
   * @param version version of the rules that were read
   * @param confirmed the value from a {@code confirmation-required} problem, or null
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record RegistrationChangeJson(
      @NotNull(message = "Must be true or false.") Boolean anyone,
      @Nullable List<@NotNull String> organizations,
      @NotNull(message = "Must be true or false.") Boolean suspendNewUsers,
      @NotNull(message = "Send the version of the rules that you read.") Integer version,
      @Nullable String confirmed) {

    List<String> names() {
      return organizations == null ? List.of() : organizations;
    }

    RegistrationForm form() {
      return new RegistrationForm(
          anyone ? RegistrationForm.ANYONE : RegistrationForm.MEMBERS,
          OrganizationList.format(names()),
          suspendNewUsers,
          version,
          confirmed);
    }
  }

  /**
   * The current registration rules.
   *
   * @param anyone whether anyone with a GitHub account can sign in
   * @param version to be sent with an update
   * @param savedBy the admin who saved the rules, or null if they come from the environment
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record RegistrationJson(
      boolean anyone,
      List<RequiredOrganizationJson> organizations,
      boolean suspendNewUsers,
      int version,
      @Nullable String savedBy,
      @Nullable Instant savedAt) {

    static RegistrationJson of(RegistrationPolicy registration) {
      @Nullable Saved saved = registration.saved();
      return new RegistrationJson(
          registration.anyone(),
          registration.organizations().stream().map(RequiredOrganizationJson::of).toList(),
          registration.suspendNewUsers(),
          registration.version(),
          saved == null ? null : saved.by(),
          saved == null ? null : saved.at());
    }

    /**
     * An organization whose members can sign in.
     *
     * @param githubId null until the name is resolved at GitHub
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RequiredOrganizationJson(String name, @Nullable Long githubId) {

      static RequiredOrganizationJson of(RequiredOrganization organization) {
        return new RequiredOrganizationJson(organization.name(), organization.githubId());
      }
    }
  }
}
