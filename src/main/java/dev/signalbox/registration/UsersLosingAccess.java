package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.registration.AccessLossPreview.AffectedUser;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Finds the users who would lose access under other rules, by their last known memberships. SQL,
 * because the organizations of each user are aggregated with lateral joins.
 */
@Component
class UsersLosingAccess {

  private static final int MAX_SHOWN = 50;

  /**
   * Users with access under the current rules and without a known membership under the new ones.
   */
  private static final String USERS_LOSING_ACCESS =
      """
      from account a
      left join membership m on m.account_id = a.id
      cross join lateral (
        select max(o.checked_at) as at,
          coalesce(bool_or(o.state = 'ACTIVE' and o.github_id = any(:newIds)), false) as stays,
          coalesce(bool_or(o.state = 'ACTIVE' and o.github_id = any(:currentIds)), false) as was
        from account_organization o where o.account_id = a.id) known
      cross join lateral (select coalesce(m.organizations_checked_at, known.at) as at) checked
      where a.status in ('ACTIVE', 'INACTIVE') and a.id <> :operatorId and not known.stays
        and not coalesce(m.last_answer = 'active' and m.organization_id = any(:newIds), false)
        and (:anyone or checked.at is null or known.was
          or coalesce(m.last_answer = 'active' and m.organization_id = any(:currentIds), false))
      """;

  private final JdbcClient database;

  UsersLosingAccess(JdbcClient database) {
    this.database = database;
  }

  /** The users who would lose access, without the acting admin, who is checked at GitHub. */
  AccessLossPreview preview(
      RegistrationPolicy current, RegistrationPolicy updated, UUID operatorId) {
    if (!stricter(current, updated)) {
      return new AccessLossPreview(0, 0, List.of());
    }
    List<AffectedUser> first =
        query(
                "select a.id, a.login, a.name, checked.at",
                "order by checked.at is null, lower(a.login), a.id limit " + MAX_SHOWN,
                current,
                updated,
                operatorId)
            .query(
                (row, number) -> {
                  OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
                  return new AffectedUser(
                      row.getObject("id", UUID.class),
                      row.getString("login"),
                      row.getString("name"),
                      at == null ? null : at.toInstant());
                })
            .list();
    return query(
            "select count(checked.at), count(*) - count(checked.at)",
            "",
            current,
            updated,
            operatorId)
        .query((row, number) -> new AccessLossPreview(row.getLong(1), row.getLong(2), first))
        .single();
  }

  /** The users with an open session who are known not to be members. */
  List<UUID> findSignedIn(RegistrationPolicy current, RegistrationPolicy updated, UUID operatorId) {
    if (!stricter(current, updated)) {
      return List.of();
    }
    return query(
            "select a.id",
            "and checked.at is not null"
                + " and exists (select from console_session c where c.account_id = a.id)"
                + " order by a.id",
            current,
            updated,
            operatorId)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private static boolean stricter(RegistrationPolicy current, RegistrationPolicy updated) {
    return !updated.anyone()
        && (current.anyone() || !Set.copyOf(updated.ids()).containsAll(current.ids()));
  }

  private StatementSpec query(
      String select,
      String suffix,
      RegistrationPolicy current,
      RegistrationPolicy updated,
      UUID operatorId) {
    return database
        .sql(select + " " + USERS_LOSING_ACCESS + suffix)
        .param("anyone", current.anyone())
        .param("currentIds", current.ids().toArray(Long[]::new))
        .param("newIds", updated.ids().toArray(Long[]::new))
        .param("operatorId", operatorId);
  }
}
