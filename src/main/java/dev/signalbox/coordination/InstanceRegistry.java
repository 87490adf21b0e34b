package dev.signalbox.coordination;

import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The instances of the console that share the database. SQL, because all times are those of the
 * clock of the database: the clocks of the instances may differ, and because size and version of
 * the database are functions of PostgreSQL.
 */
@Component
public class InstanceRegistry {

  /** The live update topic of the list of instances. */
  public static final String TOPIC = "instances";

  private static final Logger log = LoggerFactory.getLogger(InstanceRegistry.class);

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final UUID id = UUID.randomUUID();
  private final String name;
  private final String version;

  /** The time of the first heartbeat, by the clock of the database. */
  private volatile @Nullable OffsetDateTime startedAt;

  InstanceRegistry(
      JdbcClient database,
      InstanceNotifier notifier,
      Environment environment,
      ObjectProvider<BuildProperties> build) {
    this.database = database;
    this.notifier = notifier;
    this.name = machineName(environment.getProperty("HOSTNAME"));
    @Nullable BuildProperties properties = build.getIfAvailable();
    @Nullable String built = properties == null ? null : properties.getVersion();
    this.version = built == null ? "development" : built;
  }

  /** Returns the size and the version of the database. */
  public DatabaseFacts databaseFacts() {
    return database
        .sql(
            "select pg_database_size(current_database()) as bytes,"
                + " split_part(current_setting('server_version'), ' ', 1) as version")
        .query((row, number) -> new DatabaseFacts(row.getLong("bytes"), row.getString("version")))
        .single();
  }

  /** Returns all instances, oldest first; those without a heartbeat for an hour are omitted. */
  public List<ConsoleInstance> findAll() {
    return database
        .sql(
            """
            select name, version, started_at,
              extract(epoch from clock_timestamp() - seen_at)::bigint as silence
            from console_instance where seen_at > clock_timestamp() - interval '1 hour'
            order by started_at, id
            """)
        .query(
            (row, number) ->
                new ConsoleInstance(
                    row.getString("name"),
                    row.getString("version"),
                    DatabaseTime.instant(row, "started_at"),
                    Duration.ofSeconds(row.getLong("silence"))))
        .list();
  }

  /**
   * Records that this instance runs. An instance that another one has deleted, because it was
   * silent for an hour, is listed again with the time of its start.
   */
  @Scheduled(fixedDelayString = "PT15S")
  void recordHeartbeat() {
    Registration registration =
        database
            .sql(
                """
                insert into console_instance (id, name, version, started_at, seen_at)
                values (:id, :name, :version, coalesce(:startedAt::timestamptz, clock_timestamp()),
                  clock_timestamp())
                on conflict (id) do update set seen_at = excluded.seen_at
                returning started_at, xmax = 0 as is_new
                """)
            .param("id", id)
            .param("name", name)
            .param("version", version)
            .param("startedAt", startedAt)
            .query(
                (row, number) ->
                    new Registration(
                        row.getObject("started_at", OffsetDateTime.class),
                        row.getBoolean("is_new")))
            .single();
    startedAt = registration.startedAt();
    if (registration.isNew()) {
      database
          .sql("delete from console_instance where seen_at < clock_timestamp() - interval '1 hour'")
          .update();
      notifier.publishChange(TOPIC);
    }
  }

  @PreDestroy
  void remove() {
    try {
      database.sql("delete from console_instance where id = :id").param("id", id).update();
      notifier.publishChange(TOPIC);
    } catch (DataAccessException e) {
      log.debug("The instance could not be removed from the list", e);
    }
  }

  private static String machineName(@Nullable String configured) {
    if (configured != null && !configured.isBlank()) {
      return configured;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * The database that the instances share.
   *
   * @param bytes its size
   * @param version the version of PostgreSQL, such as {@code 17.2}
   */
  public record DatabaseFacts(long bytes, String version) {}

  private record Registration(OffsetDateTime startedAt, boolean isNew) {}
}
