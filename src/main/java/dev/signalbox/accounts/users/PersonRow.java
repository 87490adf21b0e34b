package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as a list shows them.
 *
 * @param organizations the logins of those they were in when GitHub was last asked, with commas
 */
record PersonRow(
    UUID id,
    String login,
    @Nullable String name,
    @Nullable String email,
    Role role,
    AccountStatus status,
    Instant statusSince,
    @Nullable String statusBy,
    @Nullable String organizations,
    Instant firstSeen,
    @Nullable Instant lastSeen,
    int signIns) {

  /** What {@link #of} needs to be selected. */
  static final String COLUMNS =
      "id, login, name, email, role, status, status_since, status_by, first_seen, last_seen,"
          + " sign_ins, (select string_agg(o.login, ', ' order by o.login)"
          + " from account_organization o where o.account_id = account.id and o.state = 'ACTIVE')"
          + " as organizations";

  static PersonRow of(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime lastSeen = row.getObject("last_seen", OffsetDateTime.class);
    return new PersonRow(
        row.getObject("id", UUID.class),
        row.getString("login"),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        AccountStatus.valueOf(row.getString("status")),
        row.getObject("status_since", OffsetDateTime.class).toInstant(),
        row.getString("status_by"),
        row.getString("organizations"),
        row.getObject("first_seen", OffsetDateTime.class).toInstant(),
        lastSeen == null ? null : lastSeen.toInstant(),
        row.getInt("sign_ins"));
  }

  String displayName() {
    return name == null || name.isBlank() ? login : name;
  }
}
