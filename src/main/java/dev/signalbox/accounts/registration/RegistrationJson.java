package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.Registration.Saved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The rules that hold.
 *
 * @param anyone whether no organisation is required
 * @param version to be sent back with a change
 * @param savedBy null while the environment's first value holds
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RegistrationJson(
    boolean anyone,
    List<RequiredOrganizationJson> organizations,
    boolean suspendNewUsers,
    int version,
    @Nullable String savedBy,
    @Nullable Instant savedAt) {

  static RegistrationJson of(Registration registration) {
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
   * One whose active members may enter.
   *
   * @param githubId null while GitHub has not yet answered for the name
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record RequiredOrganizationJson(String name, @Nullable Long githubId) {

    static RequiredOrganizationJson of(RequiredOrganization organization) {
      return new RequiredOrganizationJson(organization.name(), organization.githubId());
    }
  }
}
