package dev.signalbox.accounts;

import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicy.Saved;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
 * Reads and saves the registration rules. The environment provides the initial values; after the
 * first save the single database row applies. It is read for every decision, so a change takes
 * effect on all instances immediately. SQL, because the rules are replaced by one conditional
 * statement, and the id of an organization is pinned with {@code on conflict do nothing}.
 */
@Component
public class RegistrationPolicyRepository {

  private final JdbcClient database;
  private final AccountsProperties initialRules;
  private final String instance;
  private final Clock clock;

  public RegistrationPolicyRepository(
      JdbcClient database,
      GitHubProperties gitHubProperties,
      AccountsProperties accountsProperties,
      Clock clock) {
    this.database = database;
    this.initialRules = accountsProperties;
    this.instance = gitHubProperties.address().instance();
    this.clock = clock;
  }

  /**
   * Returns whether the settings name this user as admin. An entry of digits only is an id: GitHub
   * allows such logins, and anyone can take the login that equals an admin's id.
   */
  public boolean isNamedAdmin(String login, long githubId) {
    return initialRules.admins().stream()
        .anyMatch(
            admin ->
                isId(admin)
                    ? admin.equals(Long.toString(githubId))
                    : admin.equalsIgnoreCase(login));
  }

  private static boolean isId(String admin) {
    return admin.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns the rules in force. */
  public RegistrationPolicy current() {
    return database
        .sql("select * from registration")
        .query(RegistrationPolicyRepository::registration)
        .optional()
        .orElseGet(this::initial);
  }

  /**
   * Saves new rules unless they were changed concurrently.
   *
   * @param next the new rules, with the version that they are based on
   * @return false if that version is no longer current
   */
  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean replace(RegistrationPolicy next, String by) {
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
            .param("now", DatabaseTime.utc(clock.instant()))
            .update()
        == 1;
  }

  /** Whether the name still belongs to the same organization; the first call pins its id. */
  public boolean isSameOrganization(RequiredOrganization required, long githubId) {
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
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
    return Long.valueOf(githubId).equals(pins(List.of(required.name())).get(key(required.name())));
  }

  private RegistrationPolicy initial() {
    Map<String, Long> pins = pins(initialRules.requiredOrganizations());
    return new RegistrationPolicy(
        initialRules.anyoneWhoCanSignIn(),
        initialRules.requiredOrganizations().stream()
            .map(name -> new RequiredOrganization(name, pins.get(key(name))))
            .toList(),
        initialRules.suspendNewUsers(),
        0,
        null);
  }

  /** The numeric id of each name from GitHub's first response. */
  private Map<String, Long> pins(List<String> names) {
    return database
        .sql(
            "select name, github_id from organization"
                + " where instance = :instance and name = any(:names)")
        .param("instance", instance)
        .param(
            "names", names.stream().map(RegistrationPolicyRepository::key).toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static RegistrationPolicy registration(ResultSet row, int number) throws SQLException {
    String[] names = (String[]) row.getArray("organization_names").getArray();
    Long[] ids = (Long[]) row.getArray("organization_ids").getArray();
    return new RegistrationPolicy(
        row.getBoolean("anyone"),
        IntStream.range(0, names.length)
            .mapToObj(at -> new RequiredOrganization(names[at], ids[at]))
            .toList(),
        row.getBoolean("suspend_new_users"),
        row.getInt("version"),
        new Saved(row.getString("saved_by"), DatabaseTime.instant(row, "saved_at")));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
