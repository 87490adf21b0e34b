package dev.signalbox.audit.search;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter as the database understands it.
 *
 * @param range the conditions on the time
 * @param keys a column with an index of its own and the values wanted of it, or null
 * @param rest what is checked on each event that the others leave
 * @param nothing whether no event can fit, because nobody is called like that
 * @param cut whether more are called alike than are looked at
 */
public record Conditions(
    List<Condition> range,
    @Nullable Keys keys,
    List<Condition> rest,
    boolean nothing,
    boolean cut) {

  /** All conditions in one list, for a query that reads in the log's own order. */
  public List<Condition> all() {
    Stream<Condition> keyed = keys == null ? Stream.empty() : Stream.of(keys.condition());
    return Stream.of(range.stream(), keyed, rest.stream()).flatMap(each -> each).toList();
  }

  /**
   * Values of an indexed column.
   *
   * @param column its name, one of ours
   */
  public record Keys(String column, List<String> values) {

    Condition condition() {
      return new Condition(
          column,
          column + " = any (array(select json_array_elements_text(%s::json)))",
          JsonMapper.shared().writeValueAsString(values));
    }
  }
}
