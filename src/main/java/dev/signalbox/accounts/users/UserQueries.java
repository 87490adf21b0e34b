package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.users.UserFilter.Conditions;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.SearchWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Queries users by filter, order and page. Uses keyset pagination: each page costs the same. SQL,
 * because of the row comparison of keyset pagination and the text search.
 */
@Component
class UserQueries {

  static final int PAGE_SIZE = 50;

  private static final int FETCH_SIZE = 1000;

  /** Byte order, independent of the locale, so that an index supports prefix searches. */
  private static final String PLAIN_LOGIN = "lower(login) collate \"C\"";

  private final JdbcClient database;
  private final Clock clock;

  UserQueries(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Everything the users page shows, read over one connection. */
  @Transactional(readOnly = true)
  public UserListing listing(ListUrl url) {
    if (url.isInvalid()) {
      return new UserListing(
          countsByStatus(), organizations(), new ListPage<>(List.of(), null, null), 0);
    }
    disableGenericPlans();
    UserFilter filter = UserFilter.of(url);
    ListPage<UserRow> users = findPage(url, filter, PAGE_SIZE);
    // a single page needs no count
    int matching =
        users.isOnlyPage() ? users.items().size() : count(filter, SelectionForm.MAX_USERS + 1);
    return new UserListing(countsByStatus(), organizations(), users, matching);
  }

  /**
   * Returns a page of users. The URL holds the order and the position; an unreadable position means
   * the first page.
   */
  @Transactional(readOnly = true)
  public ListPage<UserRow> page(ListUrl url, UserFilter filter, int size) {
    disableGenericPlans();
    return findPage(url, filter, size);
  }

  private ListPage<UserRow> findPage(ListUrl url, UserFilter filter, int size) {
    UserSortOrder order = UserSortOrder.of(url.value("sort"));
    boolean backward = !url.value("before").isEmpty();
    @Nullable UserPosition position = UserPosition.of(url, order);
    boolean ascending = url.value("sort").startsWith("-") == backward;
    List<PositionedRow> found = rows(filter, order, ascending, position, size + 1);
    boolean more = found.size() > size;
    List<PositionedRow> shown = more ? found.subList(0, size) : found;
    List<PositionedRow> inOrder = backward ? shown.reversed() : shown;
    boolean hasPrevious = !inOrder.isEmpty() && (backward ? more : position != null);
    boolean hasNext = !inOrder.isEmpty() && (backward || more);
    return new ListPage<>(
        inOrder.stream().map(PositionedRow::row).toList(),
        hasPrevious ? url.at("before", inOrder.getFirst().position()).toString() : null,
        hasNext ? url.at("after", inOrder.getLast().position()).toString() : null);
  }

  /** Whether the position in the URL is absent or valid. */
  static boolean isPositionValid(ListUrl url) {
    boolean none = url.value("before").isEmpty() && url.value("after").isEmpty();
    return none || UserPosition.of(url, UserSortOrder.of(url.value("sort"))) != null;
  }

  /** Streams all users that match the URL to the consumer, without loading them all. */
  @Transactional(readOnly = true)
  public void forEach(ListUrl url, Consumer<UserRow> consumer) {
    UserSortOrder order = UserSortOrder.of(url.value("sort"));
    String direction = url.value("sort").startsWith("-") ? " desc" : "";
    Conditions conditions = UserFilter.of(url).conditions(clock.instant());
    try (Stream<UserRow> users =
        database
            .sql(
                "select "
                    + UserRow.COLUMNS
                    + " from account"
                    + conditions.where()
                    + " order by "
                    + order.expression()
                    + direction
                    + ", id"
                    + direction)
            .params(conditions.parameters())
            .withFetchSize(FETCH_SIZE)
            .query((row, number) -> UserRow.of(row))
            .stream()) {
      users.forEach(consumer);
    }
  }

  /** Returns the users with these ids, ordered by login. */
  List<UserRow> findAllById(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .sql(
                "select "
                    + UserRow.COLUMNS
                    + " from account where id in (:ids) order by lower(login)")
            .param("ids", ids)
            .query((row, number) -> UserRow.of(row))
            .list();
  }

  Map<AccountStatus, Long> countsByStatus() {
    Map<AccountStatus, Long> counts = new EnumMap<>(AccountStatus.class);
    database
        .sql("select status, count(*) as people from account group by status")
        .query(
            row -> {
              counts.put(AccountStatus.valueOf(row.getString("status")), row.getLong("people"));
            });
    return counts;
  }

  /** The logins of all known organizations, for the filter; at most 200. */
  List<String> organizations() {
    return database
        .sql(
            // a loose index scan: one probe per organization instead of reading every row
            """
            with recursive seen as (
              (select lower(login) as login from account_organization order by lower(login) limit 1)
              union all
              select (select lower(login) from account_organization where lower(login) > seen.login
                      order by lower(login) limit 1)
              from seen where seen.login is not null)
            select login from seen where login is not null limit 200
            """)
        .query((row, number) -> row.getString("login"))
        .list();
  }

  /** Searches users by text; logins that start with it come first. */
  @Transactional(readOnly = true)
  public List<UserRow> search(String text, int limit) {
    disableGenericPlans();
    SearchWords searchWords = SearchWords.of(text);
    if (searchWords.isEmpty()) {
      return List.of();
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("beginning", escaped(String.join(" ", searchWords.words())) + "%");
    // usually enough, and served by a range scan of one index
    List<UserRow> users =
        new ArrayList<>(
            search(PLAIN_LOGIN + " like :beginning order by " + PLAIN_LOGIN, parameters, limit));
    if (users.size() < limit) {
      String condition = searchWords.condition("words", parameters);
      users.addAll(
          search(
              condition + " and not " + PLAIN_LOGIN + " like :beginning order by lower(login), id",
              parameters,
              limit - users.size()));
    }
    return users;
  }

  private List<UserRow> search(String condition, Map<String, Object> parameters, int limit) {
    return database
        .sql("select " + UserRow.COLUMNS + " from account where " + condition + " limit :limit")
        .params(parameters)
        .param("limit", limit)
        .query((row, number) -> UserRow.of(row))
        .list();
  }

  /** Counts the users that match, up to the limit. */
  private int count(UserFilter filter, int limit) {
    Conditions conditions = filter.conditions(clock.instant());
    return database
        .sql(
            "select count(*) from (select 1 from account"
                + conditions.where()
                + " limit :limit) found")
        .params(conditions.parameters())
        .param("limit", limit)
        .query(Integer.class)
        .single();
  }

  private List<PositionedRow> rows(
      UserFilter filter,
      UserSortOrder order,
      boolean ascending,
      @Nullable UserPosition position,
      int limit) {
    Conditions filterConditions = filter.conditions(clock.instant());
    Conditions conditions =
        position == null
            ? filterConditions
            : filterConditions.and(
                "(" + order.expression() + ", id) " + (ascending ? ">" : "<") + " (:key, :id)",
                Map.of("key", position.key(), "id", position.id()));
    return database
        .sql(
            "select "
                + UserRow.COLUMNS
                + ", "
                + order.expression()
                + " as sort_key from account"
                + conditions.where()
                + " order by "
                + order.expression()
                + (ascending ? ", id" : " desc, id desc")
                + " limit :limit")
        .params(conditions.parameters())
        .param("limit", limit)
        .query((row, number) -> PositionedRow.of(row, order))
        .list();
  }

  /**
   * Disables generic plans: PostgreSQL switches to one after some executions, and it is slow for
   * very frequent and for very rare search texts.
   */
  private void disableGenericPlans() {
    database.sql("set local plan_cache_mode = force_custom_plan").update();
  }

  private static String escaped(String text) {
    return text.replaceAll("([%_\\\\])", "\\\\$1");
  }

  /** A row and its position in the list. */
  private record PositionedRow(UserRow row, String position) {

    static PositionedRow of(ResultSet result, UserSortOrder order) throws SQLException {
      UserRow row = UserRow.of(result);
      return new PositionedRow(row, order.format(result) + "~" + row.id());
    }
  }

  /** A position in the list: the sort key and id of a row. */
  private record UserPosition(Object key, UUID id) {

    /** The position in the URL, or null if it is absent or invalid. */
    static @Nullable UserPosition of(ListUrl url, UserSortOrder order) {
      String before = url.value("before");
      return read(before.isEmpty() ? url.value("after") : before, order);
    }

    private static @Nullable UserPosition read(String text, UserSortOrder order) {
      int tilde = text.lastIndexOf('~');
      @Nullable Object key = tilde < 0 ? null : order.parse(text.substring(0, tilde));
      try {
        return key == null
            ? null
            : new UserPosition(key, UUID.fromString(text.substring(tilde + 1)));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
