package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.users.PeopleFilter.Conditions;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The list of people as its address asks for it; pages by key, so that page 1,000 costs the same.
 */
@Component
class Directory {

  static final int PAGE = 50;

  private static final int FETCHED_AT_ONCE = 1000;

  /** Letter by letter, whatever the language: how an index finds what begins with some of them. */
  private static final String PLAIN_LOGIN = "lower(login) collate \"C\"";

  private final JdbcClient database;
  private final Clock clock;

  Directory(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All that the page of people shows, over one connection however many ask at once. */
  @Transactional(readOnly = true)
  public Listing listing(ListUrl url) {
    planForTheseValues();
    PeopleFilter filter = PeopleFilter.of(url);
    PageOf<PersonRow> people = found(url, filter, PAGE);
    // only a second page makes it worth counting
    int matching = people.isAll() ? people.items().size() : count(filter, SelectionForm.MOST + 1);
    return new Listing(counts(), organizations(), people, matching);
  }

  /**
   * A page of that many of those people; the address gives the order, and the place, which is the
   * start if it cannot be read.
   */
  @Transactional(readOnly = true)
  public PageOf<PersonRow> page(ListUrl url, PeopleFilter filter, int size) {
    planForTheseValues();
    return found(url, filter, size);
  }

  private PageOf<PersonRow> found(ListUrl url, PeopleFilter filter, int size) {
    PeopleOrder order = PeopleOrder.of(url.value("sort"));
    boolean back = !url.value("before").isEmpty();
    @Nullable Place place = Place.of(url, order);
    boolean ascending = url.value("sort").startsWith("-") == back;
    List<Placed> found = rows(filter, order, ascending, place, size + 1);
    boolean more = found.size() > size;
    List<Placed> shown = more ? found.subList(0, size) : found;
    List<Placed> inOrder = back ? shown.reversed() : shown;
    boolean hasPrevious = !inOrder.isEmpty() && (back ? more : place != null);
    boolean hasNext = !inOrder.isEmpty() && (back || more);
    return new PageOf<>(
        inOrder.stream().map(Placed::row).toList(),
        hasPrevious ? url.at("before", inOrder.getFirst().place()).toString() : null,
        hasNext ? url.at("after", inOrder.getLast().place()).toString() : null);
  }

  /** Whether the address names no place, or one that a link of ours may have named. */
  static boolean isPlaceReadable(ListUrl url) {
    boolean none = url.value("before").isEmpty() && url.value("after").isEmpty();
    return none || Place.of(url, PeopleOrder.of(url.value("sort"))) != null;
  }

  /** Everybody the address asks for, one after the other, without holding them all. */
  @Transactional(readOnly = true)
  public void each(ListUrl url, Consumer<PersonRow> consumer) {
    PeopleOrder order = PeopleOrder.of(url.value("sort"));
    String direction = url.value("sort").startsWith("-") ? " desc" : "";
    Conditions conditions = PeopleFilter.of(url).conditions(clock.instant());
    try (Stream<PersonRow> people =
        database
            .sql(
                "select "
                    + PersonRow.COLUMNS
                    + " from account"
                    + conditions.where()
                    + " order by "
                    + order.expression()
                    + direction
                    + ", id"
                    + direction)
            .params(conditions.parameters())
            .withFetchSize(FETCHED_AT_ONCE)
            .query((row, number) -> PersonRow.of(row))
            .stream()) {
      people.forEach(consumer);
    }
  }

  /** Some people by their ids, by login. */
  List<PersonRow> of(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .sql(
                "select "
                    + PersonRow.COLUMNS
                    + " from account where id in (:ids) order by lower(login)")
            .param("ids", ids)
            .query((row, number) -> PersonRow.of(row))
            .list();
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

  /** The organisations that people are in, for the filter. */
  List<String> organizations() {
    return database
        .sql(
            // a loose index scan: one probe for each organisation instead of reading every row
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

  /** Some people with these words, first those whose login begins with them. */
  @Transactional(readOnly = true)
  public List<PersonRow> named(String words, int limit) {
    planForTheseValues();
    // most often these are enough, and an index has them side by side
    List<PersonRow> people =
        new ArrayList<>(
            named(PLAIN_LOGIN + " like :beginning order by " + PLAIN_LOGIN, words, limit));
    if (people.size() < limit) {
      people.addAll(
          named(
              "words like :words and not "
                  + PLAIN_LOGIN
                  + " like :beginning order by lower(login), id",
              words,
              limit - people.size()));
    }
    return people;
  }

  private List<PersonRow> named(String condition, String words, int limit) {
    return database
        .sql("select " + PersonRow.COLUMNS + " from account where " + condition + " limit :limit")
        .param("words", "%" + escaped(words) + "%")
        .param("beginning", escaped(words) + "%")
        .param("limit", limit)
        .query((row, number) -> PersonRow.of(row))
        .list();
  }

  /** How many people those are, counted no further than to the limit. */
  private int count(PeopleFilter filter, int limit) {
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

  private List<Placed> rows(
      PeopleFilter filter, PeopleOrder order, boolean ascending, @Nullable Place place, int limit) {
    Conditions asked = filter.conditions(clock.instant());
    Conditions conditions =
        place == null
            ? asked
            : asked.and(
                "(" + order.expression() + ", id) " + (ascending ? ">" : "<") + " (:key, :id)",
                Map.of("key", place.key(), "id", place.id()));
    return database
        .sql(
            "select "
                + PersonRow.COLUMNS
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
        .query((row, number) -> Placed.of(row, order))
        .list();
  }

  /**
   * One plan for all values, as PostgreSQL makes it after some executions, suits neither the word
   * that everybody has nor the one that nobody has.
   */
  private void planForTheseValues() {
    database.sql("set local plan_cache_mode = force_custom_plan").update();
  }

  private static String escaped(String words) {
    return words.trim().toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1");
  }

  /** A row and where it stands. */
  private record Placed(PersonRow row, String place) {

    static Placed of(ResultSet result, PeopleOrder order) throws SQLException {
      PersonRow row = PersonRow.of(result);
      return new Placed(row, order.written(result) + "~" + row.id());
    }
  }

  /** A place between two rows. */
  private record Place(Object key, UUID id) {

    /** The one in the address, or null where there is none, or one that nobody named there. */
    static @Nullable Place of(ListUrl url, PeopleOrder order) {
      String before = url.value("before");
      return read(before.isEmpty() ? url.value("after") : before, order);
    }

    private static @Nullable Place read(String text, PeopleOrder order) {
      int tilde = text.lastIndexOf('~');
      @Nullable Object key = tilde < 0 ? null : order.read(text.substring(0, tilde));
      try {
        return key == null ? null : new Place(key, UUID.fromString(text.substring(tilde + 1)));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
