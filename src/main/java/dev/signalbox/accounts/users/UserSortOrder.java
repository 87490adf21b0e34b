package dev.signalbox.accounts.users;

import dev.signalbox.web.StorableTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sort orders of the users list. Each has its own index with the id as tie-breaker, so that
 * every page costs the same. Only the expressions here are put into statements.
 */
enum UserSortOrder {
  LOGIN("login", "lower(login)", Kind.TEXT),
  ROLE("role", "(role || '/' || lower(login))", Kind.TEXT),
  /** Users who never signed in sort first. */
  SEEN("seen", "coalesce(last_seen, '-infinity'::timestamptz)", Kind.TIME),
  FIRST("first", "first_seen", Kind.TIME),
  SINCE("since", "status_since", Kind.TIME),
  SIGN_INS("sign-ins", "sign_ins", Kind.NUMBER);

  private static final String NEVER = "never";

  private final String parameter;
  private final String expression;
  private final Kind kind;

  UserSortOrder(String parameter, String expression, Kind kind) {
    this.parameter = parameter;
    this.expression = expression;
    this.kind = kind;
  }

  /** Returns the order of a sort parameter; LOGIN if it is unknown. */
  static UserSortOrder of(String sort) {
    String parameter = (sort.startsWith("-") ? sort.substring(1) : sort).toLowerCase(Locale.ROOT);
    for (UserSortOrder order : values()) {
      if (order.parameter.equals(parameter)) {
        return order;
      }
    }
    return LOGIN;
  }

  /** Returns the values of the sort parameter in ascending order. */
  static List<String> columns() {
    return Arrays.stream(values()).map(order -> order.parameter).toList();
  }

  String expression() {
    return expression;
  }

  /** Returns the sort key of a row as text for a URL. */
  String format(ResultSet row) throws SQLException {
    return switch (kind) {
      case TEXT -> row.getString("sort_key");
      case NUMBER -> Integer.toString(row.getInt("sort_key"));
      case TIME -> {
        OffsetDateTime time = row.getObject("sort_key", OffsetDateTime.class);
        yield time.equals(OffsetDateTime.MIN) ? NEVER : time.toInstant().toString();
      }
    };
  }

  /** Parses a key from a URL, or returns null if it is invalid. */
  @Nullable Object parse(String key) {
    try {
      return switch (kind) {
        case TEXT -> key;
        case NUMBER -> Integer.valueOf(key);
        case TIME ->
            key.equals(NEVER)
                ? OffsetDateTime.MIN
                : StorableTime.parse(key).atOffset(ZoneOffset.UTC);
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
