package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.web.SearchWords;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of the users list in the API. Unlike on the page, invalid parameters are
 * rejected: a client would not notice that they were ignored.
 *
 * @param q text in login, name or email address
 * @param org login of an organization with an active membership
 * @param idle minimum number of days since the last sign-in
 * @param sort a column, prefixed with {@code -} for descending order
 * @param after the position after which the page starts, from a Link header
 * @param before the position before which the page ends, from a Link header
 */
record UsersQuery(
    @Pattern(
            regexp = "(?i)active|inactive|suspended|suspended_new",
            message = "Must be active, inactive, suspended or suspended_new.")
        @Nullable String state,
    @Pattern(regexp = "(?i)admin|viewer|member", message = "Must be admin, viewer or member.")
        @Nullable String role,
    @Size(max = 200, message = "At most 200 characters.") @Nullable String q,
    @Size(max = 100, message = "At most 100 characters.") @Nullable String org,
    @Min(value = 1, message = "At least 1.")
        @Max(value = UserFilter.MAX_DAYS, message = "At most 3650.")
        @Nullable Integer idle,
    @Pattern(
            regexp = "(?i)-?(login|role|seen|first|since|sign-ins)",
            message =
                "Must be login, role, seen, first, since or sign-ins; prefix - for descending.")
        @Nullable String sort,
    @Min(value = 1, message = "At least 1.") @Max(value = 200, message = "At most 200.")
        @Nullable Integer limit,
    @Size(max = 500, message = "Use the URL from the Link header.") @Nullable String after,
    @Size(max = 500, message = "Use the URL from the Link header.") @Nullable String before) {

  private static final int DEFAULT_ROWS = 50;

  int rows() {
    return limit == null ? DEFAULT_ROWS : limit;
  }

  UserFilter filter() {
    return new UserFilter(
        state == null ? null : AccountStatus.valueOf(upper(state)),
        role == null ? null : Role.valueOf(upper(role)),
        SearchWords.of(q == null ? "" : q),
        UserFilter.text(org == null ? "" : org),
        idle == null ? null : Duration.ofDays(idle));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
