package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The people for scripts: by login, which is an order that stays while one pages, and every column.
 */
@Component
class UserPages {

  private final JdbcClient database;

  UserPages(JdbcClient database) {
    this.database = database;
  }

  /**
   * One page.
   *
   * @param here the parameters as they came, for the links beside it
   */
  PageOf<UserJson> page(UsersQuery query, Map<String, String> here) {
    boolean back = query.before() != null;
    @Nullable Place place =
        Optional.ofNullable(back ? query.before() : query.after())
            .flatMap(Place::read)
            .orElse(null);
    List<UserJson> rows =
        database
            .sql(
                "select * from account where (:status::text is null or status = :status)"
                    + " and (:role::text is null or role = :role)"
                    + " and (:words::text is null or words like :words)"
                    + " and (:login::text is null or (lower(login), id) "
                    + (back ? "<" : ">")
                    + " (:login, :id::uuid)) order by "
                    + (back ? "lower(login) desc, id desc" : "lower(login), id")
                    + " limit :limit")
            .param("status", upper(query.state()))
            .param("role", upper(query.role()))
            .param("words", contains(query.q()))
            .param("login", place == null ? null : place.login())
            .param("id", place == null ? null : place.id().toString())
            .param("limit", query.rows() + 1)
            .query(UserPages::user)
            .list();
    boolean more = rows.size() > query.rows();
    List<UserJson> shown = more ? rows.subList(0, query.rows()) : rows;
    List<UserJson> inOrder = back ? shown.reversed() : shown;
    boolean hasPrevious = back ? more : place != null;
    boolean hasNext = back || more;
    ListUrl url = new ListUrl("/api/v1/users", here);
    return new PageOf<>(
        inOrder,
        hasPrevious && !inOrder.isEmpty()
            ? url.at("before", Place.of(inOrder.getFirst())).toString()
            : null,
        hasNext && !inOrder.isEmpty()
            ? url.at("after", Place.of(inOrder.getLast())).toString()
            : null);
  }

  private static @Nullable String upper(@Nullable String word) {
    return word == null ? null : word.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String contains(@Nullable String words) {
    return words == null || words.isBlank()
        ? null
        : "%" + words.trim().toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
  }

  private static UserJson user(ResultSet row, int number) throws SQLException {
    @Nullable OffsetDateTime lastSeen = row.getObject("last_seen", OffsetDateTime.class);
    return new UserJson(
        row.getObject("id", UUID.class),
        row.getLong("github_id"),
        row.getString("login"),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        AccountStatus.valueOf(row.getString("status")),
        instant(row, "status_since"),
        row.getString("status_by"),
        row.getString("status_reason"),
        instant(row, "first_seen"),
        lastSeen == null ? null : lastSeen.toInstant(),
        row.getInt("sign_ins"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A place between two people, in a form that nobody is tempted to build. */
  private record Place(String login, UUID id) {

    static String of(UserJson user) {
      String place = user.id() + user.login().toLowerCase(Locale.ROOT);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Place> read(String text) {
      try {
        String place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        return place.length() < 36
            ? Optional.empty()
            : Optional.of(new Place(place.substring(36), UUID.fromString(place.substring(0, 36))));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
