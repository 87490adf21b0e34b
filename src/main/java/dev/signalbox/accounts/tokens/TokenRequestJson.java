package dev.signalbox.accounts.tokens;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A token that a script wants. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TokenRequestJson(
    @NotBlank(message = "Give it a name.")
        @Size(max = TokenRequest.LONGEST_NAME, message = "At most 100 characters fit.")
        String name,
    @NotEmpty(message = "Choose at least one scope.") List<@NotNull TokenScope> scopes,
    @NotNull(message = "Say when it ends.") Instant expiresAt) {

  TokenRequest request() {
    return new TokenRequest(name.strip(), Set.copyOf(scopes), expiresAt);
  }
}
