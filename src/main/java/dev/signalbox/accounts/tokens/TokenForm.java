package dev.signalbox.accounts.tokens;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A new token as its owner asks for it.
 *
 * @param scopes as words; a word that is no scope was not sent by our page and counts as none
 * @param expires the day at whose beginning in UTC it ends
 */
record TokenForm(
    @NotBlank(message = "Give it a name by which you will know what uses it.")
        @Size(max = TokenRequest.LONGEST_NAME, message = "At most 100 characters fit.")
        String name,
    @NotEmpty(message = "Choose at least one; a token without a scope is good for nothing.")
        List<String> scopes,
    @Nullable String expires) {

  Set<TokenScope> chosen() {
    return scopes.stream()
        .flatMap(word -> TokenScope.of(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The moment it ends, or nothing where no day was sent. */
  Optional<Instant> end() {
    try {
      return Optional.ofNullable(expires)
          .map(day -> LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
