package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.registration.LosingAccess.Loser;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Whom other rules would put out, as far as GitHub's last answers about each person tell. */
@Component
class Outsiders {

  private static final int SHOWN = 50;

  /** People who may enter by the rules of today and are not known to be in by those of tomorrow. */
  private static final String LOSING =
      """
      from account a
      left join membership m on m.account_id = a.id
      cross join lateral (
        select max(o.checked_at) as at,
          coalesce(bool_or(o.state = 'ACTIVE' and o.github_id = any(:tomorrow)), false) as stays,
          coalesce(bool_or(o.state = 'ACTIVE' and o.github_id = any(:today)), false) as was
        from account_organization o where o.account_id = a.id) known
      cross join lateral (select coalesce(m.organizations_checked_at, known.at) as at) checked
      where a.status in ('ACTIVE', 'INACTIVE') and a.id <> :oneself and not known.stays
        and not coalesce(m.last_answer = 'active' and m.organization_id = any(:tomorrow), false)
        and (:anyone or checked.at is null or known.was
          or coalesce(m.last_answer = 'active' and m.organization_id = any(:today), false))
      """;

  private final JdbcClient database;

  Outsiders(JdbcClient database) {
    this.database = database;
  }

  /** Who would lose access, but for the admin who asks and is asked about at GitHub itself. */
  LosingAccess losing(Registration today, Registration tomorrow, UUID oneself) {
    if (!stricter(today, tomorrow)) {
      return new LosingAccess(0, 0, List.of());
    }
    List<Loser> first =
        asking(
                "select a.id, a.login, a.name, checked.at",
                "order by checked.at is null, lower(a.login), a.id limit " + SHOWN,
                today,
                tomorrow,
                oneself)
            .query(
                (row, number) -> {
                  OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
                  return new Loser(
                      row.getObject("id", UUID.class),
                      row.getString("login"),
                      row.getString("name"),
                      at == null ? null : at.toInstant());
                })
            .list();
    return asking(
            "select count(checked.at), count(*) - count(checked.at)", "", today, tomorrow, oneself)
        .query((row, number) -> new LosingAccess(row.getLong(1), row.getLong(2), first))
        .single();
  }

  /** Those who are known to be outside and signed in now. */
  List<UUID> signedIn(Registration today, Registration tomorrow, UUID oneself) {
    if (!stricter(today, tomorrow)) {
      return List.of();
    }
    return asking(
            "select a.id",
            "and checked.at is not null"
                + " and exists (select from console_session c where c.account_id = a.id)"
                + " order by a.id",
            today,
            tomorrow,
            oneself)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private static boolean stricter(Registration today, Registration tomorrow) {
    return !tomorrow.anyone()
        && (today.anyone() || !Set.copyOf(tomorrow.ids()).containsAll(today.ids()));
  }

  private StatementSpec asking(
      String what, String rest, Registration today, Registration tomorrow, UUID oneself) {
    return database
        .sql(what + " " + LOSING + rest)
        .param("anyone", today.anyone())
        .param("today", today.ids().toArray(Long[]::new))
        .param("tomorrow", tomorrow.ids().toArray(Long[]::new))
        .param("oneself", oneself);
  }
}
