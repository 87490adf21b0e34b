package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        new IssuedToken.Owner(
            row.getObject("owner_id", UUID.class),
            row.getString("login"),
            row.getString("owner_name"),
            Role.valueOf(row.getString("role"))),
        row.getString("name"),
        scopes(row),
        row.getBoolean("current"),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        nullableInstant(row, "last_used_at"),
        row.getString("last_used_from"),
        nullableInstant(row, "revoked_at"),
        row.getString("revoked_by"));
  }

  static TokenWithOwner withOwner(ResultSet row, int number) throws SQLException {
    return new TokenWithOwner(
        row.getObject("id", UUID.class),
        row.getString("name"),
        scopes(row),
        new Operator(
            row.getObject("owner_id", UUID.class),
            row.getString("login"),
            row.getString("owner_name"),
            Role.valueOf(row.getString("role"))),
        AccountStatus.valueOf(row.getString("status")),
        row.getBoolean("current"),
        instant(row, "expires_at"),
        nullableInstant(row, "revoked_at"),
        nullableInstant(row, "last_used_at"),
        instant(row, "confirmed_at"),
        instant(row, "asked_at"));
  }

  static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Set<TokenScope> scopes(ResultSet row) throws SQLException {
    EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    Arrays.stream((String[]) row.getArray("scopes").getArray())
        .map(TokenScope::valueOf)
        .forEach(scopes::add);
    return Collections.unmodifiableSet(scopes);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
