package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Maps rows of {@code api_token} to records. */
final class TokenRowMapper {

  /** The query for {@link #issued}; {@code t} is the token and {@code a} its owner's account. */
  static final String ISSUED =
      """
      select t.id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.last_used_from,
        t.revoked_at, t.revoked_by, t.epoch = a.epoch as current,
        a.id as owner_id, a.login, a.name as owner_name, a.role
      from api_token t join account a on a.id = t.account_id
      """;

  /** Condition for active tokens, apart from the owner's status. */
  static final String LIVE = " t.revoked_at is null and t.expires_at > :now and t.epoch = a.epoch ";

  private TokenRowMapper() {}

  static IssuedToken issued(ResultSet row, int number) throws SQLException {
    return new IssuedToken(
        row.getObject("id", UUID.class),
        owner(row),
        row.getString("name"),
        scopes(row),
        row.getBoolean("current"),
        DatabaseTime.instant(row, "created_at"),
        DatabaseTime.instant(row, "expires_at"),
        DatabaseTime.nullableInstant(row, "last_used_at"),
        row.getString("last_used_from"),
        DatabaseTime.nullableInstant(row, "revoked_at"),
        row.getString("revoked_by"));
  }

  static TokenWithOwner withOwner(ResultSet row, int number) throws SQLException {
    return new TokenWithOwner(
        row.getObject("id", UUID.class),
        row.getString("name"),
        scopes(row),
        owner(row),
        AccountStatus.valueOf(row.getString("status")),
        row.getBoolean("current"),
        DatabaseTime.instant(row, "expires_at"),
        DatabaseTime.nullableInstant(row, "revoked_at"),
        DatabaseTime.nullableInstant(row, "last_used_at"),
        DatabaseTime.instant(row, "confirmed_at"),
        DatabaseTime.instant(row, "asked_at"));
  }

  private static Operator owner(ResultSet row) throws SQLException {
    return new Operator(
        row.getObject("owner_id", UUID.class),
        row.getString("login"),
        row.getString("owner_name"),
        Role.valueOf(row.getString("role")));
  }

  private static Set<TokenScope> scopes(ResultSet row) throws SQLException {
    EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    Arrays.stream((String[]) row.getArray("scopes").getArray())
        .map(TokenScope::valueOf)
        .forEach(scopes::add);
    return Collections.unmodifiableSet(scopes);
  }
}
