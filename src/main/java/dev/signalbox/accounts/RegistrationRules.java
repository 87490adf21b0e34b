package dev.signalbox.accounts;

import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.Registration.Saved;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.outside.Changes;
import dev.signalbox.settings.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rules of registration. The environment gives the first value; from the first save on the
 * database's one row holds. It is read for every decision, so all instances change at once.
 */
@Component
public class RegistrationRules {

  private final JdbcClient database;
  private final Settings.Door door;
  private final String instance;
  private final Clock clock;

  public RegistrationRules(JdbcClient database, Settings settings, Clock clock) {
    this.database = database;
    this.door = settings.door();
    this.instance = GitHubAddress.of(settings.github().url()).instance();
    this.clock = clock;
  }

  /** The rules as they hold now. */
  public Registration current() {
    return database
        .sql("select * from registration")
        .query(RegistrationRules::registration)
        .optional()
        .orElseGet(this::first);
  }

  /**
   * Puts other rules in force, unless somebody was faster.
   *
   * @param next its version is the one that was looked at
   * @return whether that version still held
   */
  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean replace(Registration next, String by) {
    return database
            .sql(
                next.version() == 0
                    ? """
                      insert into registration (anyone, organization_names, organization_ids,
                        suspend_new_users, version, saved_by, saved_at)
                      values (:anyone, :names, :ids, :suspendNewUsers, 1, :by, :now)
                      on conflict do nothing
                      """
                    : """
                      update registration set anyone = :anyone, organization_names = :names,
                        organization_ids = :ids, suspend_new_users = :suspendNewUsers,
                        version = version + 1, saved_by = :by, saved_at = :now
                      where version = :version
                      """)
            .param("anyone", next.anyone())
            .param("names", next.names().toArray(String[]::new))
            .param("ids", next.ids().toArray(Long[]::new))
            .param("suspendNewUsers", next.suspendNewUsers())
            .param("version", next.version())
            .param("by", by)
            .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Whether the name still means the same organisation; the first answer pins it. */
  public boolean isTheOneMeant(RequiredOrganization required, long githubId) {
    @Nullable Long pinned = required.githubId();
    if (pinned != null) {
      return pinned == githubId;
    }
    database
        .sql(
            """
            insert into organization (instance, name, github_id, pinned_at)
            values (:instance, :name, :githubId, :now) on conflict do nothing
            """)
        .param("instance", instance)
        .param("name", key(required.name()))
        .param("githubId", githubId)
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
    return Long.valueOf(githubId).equals(pins(List.of(required.name())).get(key(required.name())));
  }

  private Registration first() {
    Map<String, Long> pins = pins(door.requiredOrganizations());
    return new Registration(
        door.anyone(),
        door.requiredOrganizations().stream()
            .map(name -> new RequiredOrganization(name, pins.get(key(name))))
            .toList(),
        door.suspendNewUsers(),
        0,
        null);
  }

  /** The numeric id that each name stood for when GitHub first answered for it. */
  private Map<String, Long> pins(List<String> names) {
    return database
        .sql(
            "select name, github_id from organization"
                + " where instance = :instance and name = any(:names)")
        .param("instance", instance)
        .param("names", names.stream().map(RegistrationRules::key).toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Registration registration(ResultSet row, int number) throws SQLException {
    String[] names = (String[]) row.getArray("organization_names").getArray();
    Long[] ids = (Long[]) row.getArray("organization_ids").getArray();
    return new Registration(
        row.getBoolean("anyone"),
        IntStream.range(0, names.length)
            .mapToObj(at -> new RequiredOrganization(names[at], ids[at]))
            .toList(),
        row.getBoolean("suspend_new_users"),
        row.getInt("version"),
        new Saved(
            row.getString("saved_by"),
            row.getObject("saved_at", OffsetDateTime.class).toInstant()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
