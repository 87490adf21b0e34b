package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as shown in lists.
 *
 * @param organizations comma-separated logins of the organizations at the last check
 */
record UserRow(
    UUID id,
    long githubId,
    String login,
    @Nullable String name,
    @Nullable String email,
    Role role,
    AccountStatus status,
    Instant statusSince,
    @Nullable String statusBy,
    @Nullable String statusReason,
    @Nullable Instant statusUntil,
    @Nullable String organizations,
    Instant firstSeen,
    @Nullable Instant lastSeen,
    int signIns) {

  /** The columns that {@link #of} reads. */
  static final String COLUMNS =
      "id, github_id, login, name, email, role, status, status_since, status_by, status_reason,"
          + " status_until, first_seen, last_seen, sign_ins,"
          + " (select string_agg(o.login, ', ' order by o.login)"
          + " from account_organization o where o.account_id = account.id and o.state = 'ACTIVE')"
          + " as organizations";

  static UserRow of(ResultSet row) throws SQLException {
    return new UserRow(
        row.getObject("id", UUID.class),
        row.getLong("github_id"),
        row.getString("login"),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        AccountStatus.valueOf(row.getString("status")),
        DatabaseTime.instant(row, "status_since"),
        row.getString("status_by"),
        row.getString("status_reason"),
        DatabaseTime.nullableInstant(row, "status_until"),
        row.getString("organizations"),
        DatabaseTime.instant(row, "first_seen"),
        DatabaseTime.nullableInstant(row, "last_seen"),
        row.getInt("sign_ins"));
  }

  String displayName() {
    return name == null || name.isBlank() ? login : name;
  }
}
