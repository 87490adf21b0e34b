package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A user in the API.
 *
 * @param state the status of the account
 * @param stateBy the login of the admin who set the status, or null
 * @param stateUntil when the suspension ends automatically, or null
 * @param organizations logins of the organizations with an active membership at the last check
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UserJson(
    UUID id,
    long githubId,
    String login,
    @Nullable String name,
    @Nullable String email,
    Role role,
    AccountStatus state,
    Instant stateSince,
    @Nullable String stateBy,
    @Nullable String stateReason,
    @Nullable Instant stateUntil,
    List<String> organizations,
    Instant firstSeen,
    @Nullable Instant lastSeen,
    int signIns) {

  static UserJson of(UserRow row) {
    return new UserJson(
        row.id(),
        row.githubId(),
        row.login(),
        row.name(),
        row.email(),
        row.role(),
        row.status(),
        row.statusSince(),
        row.statusBy(),
        row.statusReason(),
        row.statusUntil(),
        row.organizations() == null ? List.of() : List.of(row.organizations().split(", ", -1)),
        row.firstSeen(),
        row.lastSeen(),
        row.signIns());
  }
}
