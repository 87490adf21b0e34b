package dev.signalbox.accounts.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a list of people is ordered by. Each order has an index of its own, with the id as the last
 * word, so that any page costs the same; only the expressions here reach a statement.
 */
enum PeopleOrder {
  LOGIN("login", "lower(login)", Kind.TEXT),
  ROLE("role", "(role || '/' || lower(login))", Kind.TEXT),
  /** Whoever was never seen was seen before everybody else. */
  SEEN("seen", "coalesce(last_seen, '-infinity'::timestamptz)", Kind.TIME),
  FIRST("first", "first_seen", Kind.TIME),
  SINCE("since", "status_since", Kind.TIME),
  SIGN_INS("sign-ins", "sign_ins", Kind.NUMBER);

  private static final String NEVER = "never";

  private final String word;
  private final String expression;
  private final Kind kind;

  PeopleOrder(String word, String expression, Kind kind) {
    this.word = word;
    this.expression = expression;
    this.kind = kind;
  }

  /** The order an address asks for; the login's where it asks for none that there is. */
  static PeopleOrder of(String sort) {
    String word = sort.startsWith("-") ? sort.substring(1) : sort;
    for (PeopleOrder order : values()) {
      if (order.word.equals(word)) {
        return order;
      }
    }
    return LOGIN;
  }

  String expression() {
    return expression;
  }

  /** A key as it travels in an address. */
  String written(ResultSet row) throws SQLException {
    return switch (kind) {
      case TEXT -> row.getString("sort_key");
      case NUMBER -> Integer.toString(row.getInt("sort_key"));
      case TIME -> {
        OffsetDateTime time = row.getObject("sort_key", OffsetDateTime.class);
        yield time.equals(OffsetDateTime.MIN) ? NEVER : time.toInstant().toString();
      }
    };
  }

  /** The key that an address holds, or null when somebody wrote it by hand. */
  @Nullable Object read(String key) {
    try {
      return switch (kind) {
        case TEXT -> key;
        case NUMBER -> Integer.valueOf(key);
        case TIME ->
            key.equals(NEVER) ? OffsetDateTime.MIN : Instant.parse(key).atOffset(ZoneOffset.UTC);
      };
    } catch (DateTimeParseException | NumberFormatException e) {
      return null;
    }
  }

  private enum Kind {
    TEXT,
    NUMBER,
    TIME
  }
}
