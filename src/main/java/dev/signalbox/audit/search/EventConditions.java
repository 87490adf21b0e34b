package dev.signalbox.audit.search;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter as SQL conditions.
 *
 * @param range the conditions on the time
 * @param keys an indexed column and the requested values, or null
 * @param rest conditions that are checked on each remaining event
 * @param matchesNothing whether no event can match, because no name does
 * @param isTruncated whether more names match than are searched
 */
public record EventConditions(
    List<SqlCondition> range,
    @Nullable Keys keys,
    List<SqlCondition> rest,
    boolean matchesNothing,
    boolean isTruncated) {

  /** Returns all conditions, for a query that reads the log in its order. */
  public List<SqlCondition> all() {
    Stream<SqlCondition> keyed = keys == null ? Stream.empty() : Stream.of(keys.condition());
    return Stream.of(range.stream(), keyed, rest.stream()).flatMap(each -> each).toList();
  }

  /**
   * Values of an indexed column.
   *
   * @param column its name; never user input
   */
  public record Keys(String column, List<String> values) {

    SqlCondition condition() {
      return new SqlCondition(
          column,
          column + " = any (array(select json_array_elements_text(%s::json)))",
          JsonMapper.shared().writeValueAsString(values));
    }
  }
}
