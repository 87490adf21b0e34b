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
 * The filter of the users list, read from a URL. Invalid parameters are ignored.
 *
 * @param searchText text in login, name or email address
 * @param organization login of an organization, in lower case
 * @param inactiveFor minimum time since the last sign-in, or since the account was created
 */
record UserFilter(
    @Nullable AccountStatus state,
    @Nullable Role role,
    @Nullable String searchText,
    @Nullable String organization,
    @Nullable Duration inactiveFor) {

  static final int MAX_DAYS = 3650;

  static UserFilter of(ListUrl url) {
    return new UserFilter(
        constant(AccountStatus.class, url.value("state")),
        constant(Role.class, url.value("role")),
        text(url.value("q")),
        text(url.value("org")),
        days(url.value("idle")));
  }

  /** Returns the filter as SQL conditions with parameters. */
  Conditions conditions(Instant now) {
    List<String> sql = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    // enum constants are inlined so that the planner can use partial indexes
    if (state != null) {
      sql.add("status = '" + state.name() + "'");
    }
    if (role != null) {
      sql.add("role = '" + role.name() + "'");
    }
    if (searchText != null) {
      sql.add("words like :words");
      parameters.put("words", "%" + searchText.replaceAll("([%_\\\\])", "\\\\$1") + "%");
    }
    if (organization != null) {
      sql.add(
          "exists (select 1 from account_organization o where o.account_id = account.id"
              + " and lower(o.login) = :organization and o.state = 'ACTIVE')");
      parameters.put("organization", organization);
    }
    if (inactiveFor != null) {
      sql.add("coalesce(last_seen, first_seen) < :seenBefore");
      // implied by the condition above; lets a list ordered by last seen start in the index
      sql.add(UserSortOrder.SEEN.expression() + " < :seenBefore");
      parameters.put("seenBefore", now.minus(inactiveFor).atOffset(ZoneOffset.UTC));
    }
    return new Conditions(sql, parameters);
  }

  /** Returns the value in lower case, or null if it is blank. */
  static @Nullable String text(String value) {
    return value.isBlank() ? null : value.trim().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Duration days(String value) {
    try {
      int days = Integer.parseInt(value.trim());
      return days > 0 && days <= MAX_DAYS ? Duration.ofDays(days) : null;
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

  /** SQL conditions, to be joined by "and", with their parameters. */
  record Conditions(List<String> sql, Map<String, Object> parameters) {

    /** Returns a copy with a further condition. */
    Conditions and(String condition, Map<String, Object> more) {
      List<String> all = new ArrayList<>(sql);
      all.add(condition);
      Map<String, Object> values = new HashMap<>(parameters);
      values.putAll(more);
      return new Conditions(all, values);
    }

    /** Returns the where clause, or an empty string. */
    String where() {
      return sql.isEmpty() ? "" : " where " + String.join(" and ", sql);
    }
  }
}
