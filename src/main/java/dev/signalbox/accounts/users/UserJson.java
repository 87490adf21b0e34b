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
 * A person as the API tells of them.
 *
 * @param state the window that the person is in
 * @param stateBy the login of whoever put them there, or null when it came about by itself
 * @param stateUntil when the suspension ends by itself, or null when an admin has to end it
 * @param organizations those they were active members of when GitHub was last asked
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

  static UserJson of(PersonRow row) {
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
