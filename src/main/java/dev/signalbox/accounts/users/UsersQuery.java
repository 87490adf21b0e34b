package dev.signalbox.accounts.users;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which people a script wants to see.
 *
 * @param q words in login, name or e-mail address
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
    @Min(value = 1, message = "At least 1.") @Max(value = 200, message = "At most 200.")
        @Nullable Integer limit,
    @Size(max = 500, message = "Take the address from a link.") @Nullable String after,
    @Size(max = 500, message = "Take the address from a link.") @Nullable String before) {

  private static final int USUAL = 50;

  int rows() {
    return limit == null ? USUAL : limit;
  }
}
