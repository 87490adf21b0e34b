package dev.signalbox.bench;

import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Inserts 100,000 deterministic users in about 20 organizations. Most are active members who signed
 * in recently, one in seven never signed in or is suspended, and a third has no e-mail address.
 */
final class LargeUserFixture {

  static final int PEOPLE = 100_000;

  /** Name of one user. */
  static final String RARE = "zephyrine";

  /** Name of one user in 40. */
  static final String COMMON = "anneliese";

  /** Name of one user in 40, all at the end of the list. */
  static final String LATE = "zoltan";

  /** Part of two thirds of the e-mail addresses. */
  static final String EVERYWHERE = "example";

  /** Organization of 90% of the users. */
  static final String LARGE = "acme";

  /** Organization of 0.1% of the users. */
  static final String SMALL = "guild-19";

  private static final List<String> GIVEN =
      List.of(
          "Anneliese,Amara,Jonas,Mei-Ling,Diego,Priya,Tomasz,Hana,Yusuf,Leilani,Björn,Chiara,Dmitri",
          "Esra,Farid,Greta,Hugo,Ingrid,Jamal,Keiko,Liam,Maryam,Nkechi,Oskar,Paula,Quentin,Rosa",
          "Søren,Tariq,Ursula,Vikram,Wanda,Ximena,Yara,Zoltan,Aoife,Bruno,Camille,Daria,Emeka");

  private static final List<String> FAMILY =
      List.of(
          "Okafor,Lindqvist,Tan,Fuentes,Raman,Zielonka,Kovac,Demir,Kahale,Andersen,Bianchi,Cohen",
          "Dubois,Eriksson,Fischer,Garcia,Haddad,Ivanova,Jensen,Kim,Larsen,Moreau,Nakamura,Oduya",
          "Petrov,Quispe,Rossi,Sato,Tremblay,Ueda,Varga,Weber,Xu,Yilmaz,Zhang,Almeida,Brandt");

  private final JdbcClient database;

  private LargeUserFixture(JdbcClient database) {
    this.database = database;
  }

  /** Inserts the users and their organizations. */
  static void insert(RunningConsole console) {
    LargeUserFixture users = new LargeUserFixture(console.database());
    users.accounts();
    users.organizations();
    // autovacuum would do this within a minute
    users.database.sql("vacuum analyze").update();
  }

  private void accounts() {
    database
        .sql(
            """
            insert into account (id, instance, github_id, login, name, email, role, status,
              status_since, status_by, first_seen, last_seen, sign_ins)
            select gen_random_uuid(), :instance, 1000000 + n, login, name,
              case when n % 3 = 0 then null else login || '@acme.example' end,
              case when n % 500 = 0 then 'ADMIN' when n % 12 = 1 then 'VIEWER' else 'MEMBER' end,
              status, first_seen + (:now - first_seen) * share, 'bench', first_seen,
              case when status in ('ACTIVE', 'SUSPENDED')
                then :now - (:now - first_seen) * share * share end,
              case when status in ('ACTIVE', 'SUSPENDED') then 1 + n % 700 else 0 end
            from generate_series(0, :people - 1) n
            -- a permutation of the numbers, so that the columns are not correlated
            cross join lateral (select n * 7919 % :people as m) step
            cross join lateral (select
              (string_to_array(:given, ','))[1 + m % 40] as given,
              (string_to_array(:family, ','))[1 + m / 40 % 37] as family,
              case when m % 100 < 2 then 'SUSPENDED_NEW' when m % 100 < 10 then 'SUSPENDED'
                when m % 100 < 15 then 'INACTIVE' else 'ACTIVE' end as status,
              :now - interval '1 minute' * (n::bigint * 104729 % 2000000) as first_seen,
              (n * 613 % 9973) / 9973.0 as share) one
            cross join lateral (select
              case when n = 77777 then :rare else given || ' ' || family end as name,
              lower(given || '-' || family) || '-' || m as login) named
            """)
        .param("instance", TestInstallation.gitHub().address().getAuthority())
        .param("people", PEOPLE)
        .param("given", String.join(",", GIVEN))
        .param("family", String.join(",", FAMILY))
        .param("rare", "Zephyrine Quill")
        .param("now", TestInstallation.clock().instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private void organizations() {
    database
        .sql(
            """
            insert into account_organization (account_id, github_id, login, state, checked_at)
            select a.id, 100 + guild, case guild when 0 then :large else 'guild-' || guild end,
              case when a.github_id % 50 = 7 then 'PENDING' else 'ACTIVE' end, :now
            from account a
            cross join lateral (
              select 0 as guild where a.github_id % 10 < 9
              union select 1 + a.github_id % 18 where a.github_id % 4 < 3
              union select 19 where a.github_id % 1000 = 1) member
            where a.github_id >= 1000000
            on conflict do nothing
            """)
        .param("large", LARGE)
        .param("now", TestInstallation.clock().instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Returns the cursor of the middle of the list for an order, as in the link to the next page. */
  static String middle(RunningConsole console, String expression) {
    return console
        .database()
        .sql(
            "select %1$s || '~' || id from account order by %1$s, id".formatted(expression)
                + " offset (select count(*) / 2 from account) limit 1")
        .query(String.class)
        .single();
  }
}
