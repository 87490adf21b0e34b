package dev.signalbox.audit.search;

import dev.signalbox.audit.search.EventConditions.Keys;
import dev.signalbox.web.SearchWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Translates a filter to SQL conditions: names to ids, action prefixes to actions. SQL, because
 * names are found by prefix and regular expression with the indexes of PostgreSQL.
 */
@Component
public class FilterResolver {

  /** Maximum number of ids per name; further ids are not searched, and the page says so. */
  static final int MAX_NAMES = 1000;

  private static final Pattern LIKE = Pattern.compile("[%_\\\\]");

  /** The format of account ids. GitHub also allows it as a login. */
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final JdbcClient database;

  FilterResolver(JdbcClient database) {
    this.database = database;
  }

  /** Returns the SQL conditions of a filter. */
  public EventConditions resolve(AuditFilter filter) {
    List<Keys> keys = new ArrayList<>();
    addIfPresent(keys, "request_id", filter.request() == null ? null : List.of(filter.request()));
    addIfPresent(
        keys, "target_id", filter.target() == null ? null : ids("target", filter.target()));
    addIfPresent(keys, "actor_id", filter.actor() == null ? null : ids("actor", filter.actor()));
    addIfPresent(keys, "action", filter.action() == null ? null : actions(filter.action()));

    List<SqlCondition> range = range(filter);
    List<SqlCondition> rest = new ArrayList<>();
    // the first key usually selects the fewest events; the others are checked row by row
    keys.stream().skip(1).map(Keys::condition).forEach(rest::add);
    if (filter.success() != null) {
      // a partial index covers failed events
      (filter.success() || !keys.isEmpty() ? rest : range)
          .add(new SqlCondition("success", filter.success() ? "success" : "not success", ""));
    }
    if (filter.text() != null) {
      rest.add(
          new SqlCondition(
              "payload", "payload::text ilike %s", "%" + escaped(filter.text()) + "%"));
    }
    if (filter.imported() != null) {
      rest.add(
          new SqlCondition(
              "source",
              (filter.imported() ? "exists" : "not exists")
                  + " (select from audit_brought b(sent_batch) where sent_batch = batch)",
              ""));
    }
    return new EventConditions(
        range,
        keys.isEmpty() ? null : keys.getFirst(),
        rest,
        keys.stream().anyMatch(key -> key.values().isEmpty()),
        keys.stream().anyMatch(key -> key.values().size() > MAX_NAMES));
  }

  private static List<SqlCondition> range(AuditFilter filter) {
    List<SqlCondition> range = new ArrayList<>();
    if (filter.from() != null) {
      range.add(
          new SqlCondition("from", "occurred_at >= %s::timestamptz", filter.from().toString()));
    }
    if (filter.until() != null) {
      range.add(
          new SqlCondition("until", "occurred_at < %s::timestamptz", filter.until().toString()));
    }
    return range;
  }

  private static void addIfPresent(List<Keys> keys, String column, @Nullable List<String> values) {
    if (values != null) {
      keys.add(new Keys(column, values));
    }
  }

  /** Returns the action itself, or all known actions with a prefix that ends in a dot. */
  private List<String> actions(String wanted) {
    if (!wanted.endsWith(".")) {
      return List.of(wanted);
    }
    return database
        .sql("select id from audit_name where kind = 'action' and starts_with(id, :group)")
        .param("group", wanted)
        .query((row, number) -> row.getString("id"))
        .list();
  }

  /**
   * Returns the ids with this id or exact name, or else those whose name contains the text. The id
   * of an account is only an id: another user may have it as their login.
   */
  private List<String> ids(String kind, String wanted) {
    List<String> exact =
        database
            .sql(
                "select id from audit_name where kind = :kind and id = :wanted"
                    + " union select id from audit_name where kind = :kind"
                    + " and lower(name) = lower(:wanted) order by id limit :limit")
            .param("kind", kind)
            .param("wanted", wanted)
            .param("limit", MAX_NAMES)
            .query((row, number) -> row.getString("id"))
            .list();
    if (UUID.matcher(wanted).matches() && exact.contains(wanted)) {
      return List.of(wanted);
    }
    if (!exact.isEmpty()) {
      return withText(exact, wanted);
    }
    List<String> similar =
        database
            .sql(
                "select distinct id from audit_name where kind = :kind and name ~* :part"
                    + " order by id limit :limit")
            .param("kind", kind)
            .param("part", SearchWords.regex(wanted))
            .param("limit", MAX_NAMES)
            .query((row, number) -> row.getString("id"))
            .list();
    return withText(similar, wanted);
  }

  /** Adds the text itself: an id without a name is not in the table of names. */
  private static List<String> withText(List<String> ids, String wanted) {
    return Stream.concat(ids.stream(), Stream.of(wanted)).distinct().toList();
  }

  private static String escaped(String text) {
    return LIKE.matcher(text).replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }
}
