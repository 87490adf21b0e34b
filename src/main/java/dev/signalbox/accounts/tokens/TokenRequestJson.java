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

/** The request body for a new token. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TokenRequestJson(
    @NotBlank(message = "Enter a name.")
        @Size(max = TokenRequest.MAX_NAME_LENGTH, message = "At most 100 characters.")
        String name,
    @NotEmpty(message = "Select at least one scope.") List<@NotNull TokenScope> scopes,
    @NotNull(message = "Enter an expiration time.") Instant expiresAt) {

  TokenRequest request() {
    return new TokenRequest(name.strip(), Set.copyOf(scopes), expiresAt);
  }
}
