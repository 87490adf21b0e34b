package dev.signalbox.registration;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The complete new registration rules in a request.
 *
 * @param organizations GitHub names of the required organizations; empty if {@code anyone} is true
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
