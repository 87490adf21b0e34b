package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A person as the API tells of them.
 *
 * @param state the window that the person is in
 * @param stateBy the login of whoever put them there, or null when it came about by itself
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
    Instant firstSeen,
    @Nullable Instant lastSeen,
    int signIns) {

  static UserJson of(Person person) {
    return new UserJson(
        person.id(),
        person.githubId(),
        person.login(),
        person.name(),
        person.email(),
        person.role(),
        person.status(),
        person.statusSince(),
        person.statusBy(),
        person.statusReason(),
        person.firstSeen(),
        person.lastSeen(),
        person.signIns());
  }
}
