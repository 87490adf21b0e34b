package dev.signalbox.accounts.tokens;

import dev.signalbox.web.StorableTime;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The submitted form for a new token.
 *
 * @param scopes scope names
 * @param lifetime a number of days, or {@link #CUSTOM} or null if {@code expires} applies
 * @param expires the date on which it expires, at 00:00 UTC
 */
record TokenForm(
    @NotBlank(message = "Enter a name.")
        @Size(max = TokenRequest.MAX_NAME_LENGTH, message = "At most 100 characters.")
        String name,
    @NotEmpty(message = "Select at least one scope.") List<String> scopes,
    @Nullable String lifetime,
    @Nullable String expires) {

  /** The lifetime of a token with its own expiration date. */
  static final String CUSTOM = "custom";

  boolean hasUnknownScopes() {
    return scopes.stream().anyMatch(word -> TokenScope.of(word).isEmpty());
  }

  Set<TokenScope> selectedScopes() {
    return scopes.stream()
        .flatMap(word -> TokenScope.of(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The expiration time, at 00:00 UTC, or empty if the input is missing or malformed. */
  Optional<Instant> expiration(Instant now) {
    try {
      if (lifetime != null && !lifetime.equals(CUSTOM)) {
        return Optional.of(
            now.truncatedTo(ChronoUnit.DAYS).plus(Long.parseLong(lifetime), ChronoUnit.DAYS));
      }
      return Optional.ofNullable(expires).map(StorableTime::parseDate);
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
