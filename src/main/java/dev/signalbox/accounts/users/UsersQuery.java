package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which people a script wants to see. Unlike a page, which leaves out what it cannot read, it tells
 * a script what is wrong: nobody looks at what came back.
 *
 * @param q words in login, name or e-mail address
 * @param org the login of an organisation that they are active members of
 * @param idle not seen for so many days
 * @param sort a column, with {@code -} in front for descending
 * @param after the place behind which the page begins; it comes from a link
 * @param before the place before which the page ends
 */
record UsersQuery(
    @Pattern(
            regexp = "active|inactive|suspended|suspended_new",
            message = "One of active, inactive, suspended, suspended_new.")
        @Nullable String state,
    @Pattern(regexp = "admin|viewer|member", message = "One of admin, viewer, member.")
        @Nullable String role,
    @Size(max = 200, message = "At most 200 characters.") @Nullable String q,
    @Size(max = 100, message = "At most 100 characters.") @Nullable String org,
    @Min(value = 1, message = "At least 1.")
        @Max(value = PeopleFilter.MOST_DAYS, message = "At most 3650.")
        @Nullable Integer idle,
    @Pattern(
            regexp = "-?(login|role|seen|first|since|sign-ins)",
            message = "One of login, role, seen, first, since, sign-ins; - in front turns it.")
        @Nullable String sort,
    @Min(value = 1, message = "At least 1.") @Max(value = 200, message = "At most 200.")
        @Nullable Integer limit,
    @Size(max = 500, message = "Take the address from a link.") @Nullable String after,
    @Size(max = 500, message = "Take the address from a link.") @Nullable String before) {

  private static final int USUAL = 50;

  int rows() {
    return limit == null ? USUAL : limit;
  }

  PeopleFilter filter() {
    return new PeopleFilter(
        state == null ? null : AccountStatus.valueOf(upper(state)),
        role == null ? null : Role.valueOf(upper(role)),
        PeopleFilter.text(q == null ? "" : q),
        PeopleFilter.text(org == null ? "" : org),
        idle == null ? null : Duration.ofDays(idle));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
