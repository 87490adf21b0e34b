package dev.signalbox.audit.search;

import dev.signalbox.audit.search.Conditions.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes conditions of a filter: names become ids, groups of actions become actions. */
@Component
public class FilterReading {

  /** Of more who are called alike the first by their ids are looked at, and the reader is told. */
  static final int MOST_NAMES = 1000;

  private static final Pattern LIKE = Pattern.compile("[%_\\\\]");

  private final JdbcClient database;

  FilterReading(JdbcClient database) {
    this.database = database;
  }

  /** What the filter means to the database. */
  public Conditions read(AuditFilter filter) {
    List<Keys> keys = new ArrayList<>();
    addIfPresent(keys, "request_id", filter.request() == null ? null : List.of(filter.request()));
    addIfPresent(
        keys, "target_id", filter.target() == null ? null : ids("target", filter.target()));
    addIfPresent(keys, "actor_id", filter.actor() == null ? null : ids("actor", filter.actor()));
    addIfPresent(keys, "action", filter.action() == null ? null : actions(filter.action()));

    List<Condition> range = range(filter);
    List<Condition> rest = new ArrayList<>();
    // the first is the one that leaves the fewest as a rule; the others are looked at row by row
    keys.stream().skip(1).map(Keys::condition).forEach(rest::add);
    if (filter.success() != null) {
      // what failed has an index of its own
      (filter.success() || !keys.isEmpty() ? rest : range)
          .add(new Condition("success", filter.success() ? "success" : "not success", ""));
    }
    if (filter.text() != null) {
      rest.add(
          new Condition("payload", "payload::text ilike %s", "%" + escaped(filter.text()) + "%"));
    }
    return new Conditions(
        range,
        keys.isEmpty() ? null : keys.getFirst(),
        rest,
        keys.stream().anyMatch(key -> key.values().isEmpty()),
        keys.stream().anyMatch(key -> key.values().size() > MOST_NAMES));
  }

  private static List<Condition> range(AuditFilter filter) {
    List<Condition> range = new ArrayList<>();
    if (filter.from() != null) {
      range.add(new Condition("from", "occurred_at >= %s::timestamptz", filter.from().toString()));
    }
    if (filter.until() != null) {
      range.add(new Condition("until", "occurred_at < %s::timestamptz", filter.until().toString()));
    }
    return range;
  }

  private static void addIfPresent(List<Keys> keys, String column, @Nullable List<String> values) {
    if (values != null) {
      keys.add(new Keys(column, values));
    }
  }

  /** An action as it is written, or all that begin with a word and a dot. */
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

  /** Who has this id or exactly this name; where nobody does, who has it in the name. */
  private List<String> ids(String kind, String wanted) {
    List<String> exact =
        database
            .sql(
                "select id from audit_name where kind = :kind and id = :wanted"
                    + " union select id from audit_name where kind = :kind"
                    + " and lower(name) = lower(:wanted) order by id limit :most")
            .param("kind", kind)
            .param("wanted", wanted)
            .param("most", MOST_NAMES)
            .query((row, number) -> row.getString("id"))
            .list();
    if (!exact.isEmpty()) {
      return withItself(exact, wanted);
    }
    List<String> similar =
        database
            .sql(
                "select distinct id from audit_name where kind = :kind and name ilike :part"
                    + " order by id limit :most")
            .param("kind", kind)
            .param("part", "%" + escaped(wanted) + "%")
            .param("most", MOST_NAMES)
            .query((row, number) -> row.getString("id"))
            .list();
    return withItself(similar, wanted);
  }

  /** One without a name stands in no list of names, so what is wanted may always be an id. */
  private static List<String> withItself(List<String> ids, String wanted) {
    return Stream.concat(ids.stream(), Stream.of(wanted)).distinct().toList();
  }

  private static String escaped(String words) {
    return LIKE.matcher(words).replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }
}
