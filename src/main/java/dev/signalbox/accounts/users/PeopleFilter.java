package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.web.ListUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which people an address asks for. What it holds wrongly is left out, as if it were not there.
 *
 * @param words to be found in login, name or e-mail address
 * @param organization a login, in small letters
 * @param unseenFor people who were not here for so long, or never since they became known
 */
record PeopleFilter(
    @Nullable AccountStatus state,
    @Nullable Role role,
    @Nullable String words,
    @Nullable String organization,
    @Nullable Duration unseenFor) {

  static final int MOST_DAYS = 3650;

  static PeopleFilter of(ListUrl url) {
    return new PeopleFilter(
        constant(AccountStatus.class, url.value("state")),
        constant(Role.class, url.value("role")),
        text(url.value("q")),
        text(url.value("org")),
        days(url.value("idle")));
  }

  /** The conditions it stands for, with their parameters. */
  Conditions conditions(Instant now) {
    List<String> sql = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    // constants of ours stand in the statement itself, where a partial index can be seen to fit
    if (state != null) {
      sql.add("status = '" + state.name() + "'");
    }
    if (role != null) {
      sql.add("role = '" + role.name() + "'");
    }
    if (words != null) {
      sql.add("words like :words");
      parameters.put("words", "%" + words.replaceAll("([%_\\\\])", "\\\\$1") + "%");
    }
    if (organization != null) {
      sql.add(
          "exists (select 1 from account_organization o where o.account_id = account.id"
              + " and lower(o.login) = :organization and o.state = 'ACTIVE')");
      parameters.put("organization", organization);
    }
    if (unseenFor != null) {
      sql.add("coalesce(last_seen, first_seen) < :seenBefore");
      // follows from it; a list by last seen begins there instead of reading up to there
      sql.add(PeopleOrder.SEEN.expression() + " < :seenBefore");
      parameters.put("seenBefore", now.minus(unseenFor).atOffset(ZoneOffset.UTC));
    }
    return new Conditions(sql, parameters);
  }

  /** What is compared with: lower case, or null for nothing. */
  static @Nullable String text(String value) {
    return value.isBlank() ? null : value.trim().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Duration days(String value) {
    try {
      int days = Integer.parseInt(value.trim());
      return days > 0 && days <= MOST_DAYS ? Duration.ofDays(days) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return null;
  }

  /** Conditions of a statement, to be joined by "and", and what they compare with. */
  record Conditions(List<String> sql, Map<String, Object> parameters) {

    /** The same with one more. */
    Conditions and(String condition, Map<String, Object> more) {
      List<String> all = new ArrayList<>(sql);
      all.add(condition);
      Map<String, Object> values = new HashMap<>(parameters);
      values.putAll(more);
      return new Conditions(all, values);
    }

    /** As a where clause, empty where there are none. */
    String where() {
      return sql.isEmpty() ? "" : " where " + String.join(" and ", sql);
    }
  }
}
