package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.SearchWords;
import dev.signalbox.web.TextPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filter of the users list, read from a URL.
 *
 * @param searchWords words in login, name or email address
 * @param organization login of an organization, in lower case
 * @param inactiveFor minimum time since the last sign-in, or since the account was created
 */
record UserFilter(
    @Nullable AccountStatus state,
    @Nullable Role role,
    SearchWords searchWords,
    @Nullable String organization,
    @Nullable Duration inactiveFor) {

  static final int MAX_DAYS = 3650;

  /** The parameters of the users list. */
  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("q", "org")
          .choice("state", names(AccountStatus.values()))
          .choice("role", names(Role.values()))
          .number("idle", 1, MAX_DAYS)
          .sort(UserSortOrder.columns());

  /**
   * Reads the filter.
   *
   * @throws InvalidParametersException if a value is unreadable
   */
  static UserFilter of(ListUrl url) {
    ListUrl valid = PARAMETERS.require(url);
    String state = valid.value("state");
    String role = valid.value("role");
    String idle = valid.value("idle");
    return new UserFilter(
        state.isEmpty() ? null : AccountStatus.valueOf(state),
        role.isEmpty() ? null : Role.valueOf(role),
        SearchWords.of(valid.value("q")),
        text(valid.value("org")),
        idle.isEmpty() ? null : Duration.ofDays(Integer.parseInt(idle)));
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
    if (!searchWords.isEmpty()) {
      sql.add(searchWords.condition("words", parameters));
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
    return TextPolicy.isVisible(value) ? value.strip().toLowerCase(Locale.ROOT) : null;
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
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
