package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The list of people as its address asks for it; pages by key, so that page 1,000 costs the same.
 */
@Component
class Directory {

  static final int PAGE = 50;

  private final JdbcClient database;

  Directory(JdbcClient database) {
    this.database = database;
  }

  PageOf<Row> page(ListUrl url) {
    boolean back = !url.value("before").isEmpty();
    Order order = Order.of(url.value("sort"));
    @Nullable Place place = Place.read(url.value(back ? "before" : "after"));
    boolean ascending = order.ascending() != back;
    List<Row> rows =
        database
            .sql(
                "select id, login, name, role, status, status_since, status_by, last_seen, sign_ins, "
                    + order.column()
                    + " as sort_key from account where (:status::text is null or status = :status)"
                    + " and (:words::text is null or login ilike :words or name ilike :words"
                    + " or email ilike :words)"
                    + " and (:key::text is null or ("
                    + order.column()
                    + ", id) "
                    + (ascending ? ">" : "<")
                    + " (:key, :id))"
                    + (ascending ? " order by sort_key, id" : " order by sort_key desc, id desc")
                    + " limit :limit")
            .param("status", status(url))
            .param("words", contains(url.value("q")))
            .param("key", place == null ? null : place.key())
            .param("id", place == null ? null : place.id())
            .param("limit", PAGE + 1)
            .query(Directory::row)
            .list();
    boolean more = rows.size() > PAGE;
    List<Row> shown = more ? rows.subList(0, PAGE) : rows;
    List<Row> inOrder = back ? shown.reversed() : shown;
    boolean hasPrevious = back ? more : place != null;
    boolean hasNext = back || more;
    return new PageOf<>(
        inOrder,
        hasPrevious && !inOrder.isEmpty()
            ? url.at("before", Place.of(inOrder.getFirst())).toString()
            : null,
        hasNext && !inOrder.isEmpty()
            ? url.at("after", Place.of(inOrder.getLast())).toString()
            : null);
  }

  Map<AccountStatus, Long> counts() {
    Map<AccountStatus, Long> counts = new EnumMap<>(AccountStatus.class);
    database
        .sql("select status, count(*) as people from account group by status")
        .query(
            row -> {
              counts.put(AccountStatus.valueOf(row.getString("status")), row.getLong("people"));
            });
    return counts;
  }

  List<Row> named(String words, int limit) {
    return database
        .sql(
            """
            select id, login, name, role, status, status_since, status_by, last_seen, sign_ins,
              login as sort_key
            from account where login ilike :words or name ilike :words
            order by lower(login) like :beginning desc, login limit :limit
            """)
        .param("words", contains(words))
        .param("beginning", words.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%")
        .param("limit", limit)
        .query(Directory::row)
        .list();
  }

  private static @Nullable String status(ListUrl url) {
    return Arrays.stream(AccountStatus.values())
        .map(Enum::name)
        .filter(name -> url.has("state", name))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String contains(String words) {
    return words.isBlank() ? null : "%" + words.trim().replaceAll("([%_\\\\])", "\\\\$1") + "%";
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    @Nullable OffsetDateTime lastSeen = row.getObject("last_seen", OffsetDateTime.class);
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("login"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        AccountStatus.valueOf(row.getString("status")),
        row.getObject("status_since", OffsetDateTime.class).toInstant(),
        row.getString("status_by"),
        lastSeen == null ? null : lastSeen.toInstant(),
        row.getInt("sign_ins"),
        row.getString("sort_key"));
  }

  /** A person as the list shows them. */
  record Row(
      UUID id,
      String login,
      @Nullable String name,
      Role role,
      AccountStatus status,
      Instant statusSince,
      @Nullable String statusBy,
      @Nullable Instant lastSeen,
      int signIns,
      String sortKey) {

    String displayName() {
      return name == null || name.isBlank() ? login : name;
    }
  }

  /** A place between two rows. */
  private record Place(String key, UUID id) {

    static String of(Row row) {
      return row.sortKey() + "~" + row.id();
    }

    static @Nullable Place read(String text) {
      int tilde = text.lastIndexOf('~');
      if (tilde < 0) {
        return null;
      }
      try {
        return new Place(text.substring(0, tilde), UUID.fromString(text.substring(tilde + 1)));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }

  /** What the rows are ordered by; only these columns reach the statement. */
  private record Order(String column, boolean ascending) {

    static Order of(String sort) {
      boolean descending = sort.startsWith("-");
      return switch (descending ? sort.substring(1) : sort) {
        // text that sorts like the time, with "never" first
        case "seen" ->
            new Order(
                "coalesce(to_char(last_seen at time zone 'UTC', 'YYYYMMDDHH24MISSUS'), '')",
                !descending);
        case "role" -> new Order("role", !descending);
        case "sign-ins" -> new Order("lpad(sign_ins::text, 10, '0')", !descending);
        default -> new Order("lower(login)", !descending);
      };
    }
  }
}
