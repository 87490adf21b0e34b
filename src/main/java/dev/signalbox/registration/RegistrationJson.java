package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicy.Saved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

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
