package dev.signalbox.accounts.registration;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Rules that a script wants, all of them at once.
 *
 * @param organizations the names at GitHub; none where anyone may enter
 * @param version of the rules that the script read
 * @param confirmed the word that the refusal gave when people would lose access, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RegistrationChangeJson(
    @NotNull(message = "true or false.") Boolean anyone,
    @Nullable List<@NotNull String> organizations,
    @NotNull(message = "true or false.") Boolean suspendNewUsers,
    @NotNull(message = "Read the rules first; the version stands there.") Integer version,
    @Nullable String confirmed) {

  List<String> names() {
    return organizations == null ? List.of() : organizations;
  }

  RegistrationForm form() {
    return new RegistrationForm(
        anyone ? RegistrationForm.ANYONE : RegistrationForm.MEMBERS,
        OrganizationList.write(names()),
        suspendNewUsers,
        version,
        confirmed);
  }
}
