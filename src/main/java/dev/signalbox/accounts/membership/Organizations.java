package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.settings.Settings;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which organisation a required name meant when GitHub first answered for it. Names can be taken
 * over after a renaming; numeric ids cannot.
 */
@Component
class Organizations {

  private final JdbcClient database;
  private final Clock clock;
  private final String instance;

  Organizations(JdbcClient database, Clock clock, Settings settings) {
    this.database = database;
    this.clock = clock;
    this.instance = GitHubAddress.of(settings.github().url()).instance();
  }

  /** Whether the name still means the same organisation; the first answer pins it. */
  boolean isTheOneMeant(String name, long githubId) {
    database
        .sql(
            """
            insert into organization (instance, name, github_id, pinned_at)
            values (:instance, :name, :githubId, :now) on conflict do nothing
            """)
        .param("instance", instance)
        .param("name", name.toLowerCase(Locale.ROOT))
        .param("githubId", githubId)
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
    return database
            .sql("select github_id from organization where instance = :instance and name = :name")
            .param("instance", instance)
            .param("name", name.toLowerCase(Locale.ROOT))
            .query((row, number) -> row.getLong(1))
            .single()
        == githubId;
  }

  /** Whether the console requires this organisation. */
  boolean isRequired(long githubId) {
    return database
        .sql(
            "select count(*) from organization"
                + " where instance = :instance and github_id = :githubId")
        .param("instance", instance)
        .param("githubId", githubId)
        .query((row, number) -> row.getLong(1) > 0)
        .single();
  }
}
