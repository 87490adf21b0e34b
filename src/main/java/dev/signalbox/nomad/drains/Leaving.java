package dev.signalbox.nomad.drains;

import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The clients that the console itself is taking out, whatever for. */
@Component
public class Leaving {

  /** Held by whoever decides by how many clients stay; any number that no other lock has. */
  private static final long LOCK = 0xd7a1;

  private final JdbcClient database;

  Leaving(JdbcClient database) {
    this.database = database;
  }

  /** Their ids. */
  public Set<String> clients() {
    return new HashSet<>(
        database
            .sql(
                """
                select client_id from client_release where ended_at is null
                union
                select client_id from drain_plan_client where state in ('STARTING', 'DRAINING')
                """)
            .query(String.class)
            .list());
  }

  /** Those that are handed to whoever terminates their machine: nothing may start there again. */
  public Set<String> released() {
    return new HashSet<>(
        database
            .sql("select client_id from client_release where ended_at is null")
            .query(String.class)
            .list());
  }

  /** Has everybody else who counts them wait until the transaction ends. */
  public void lock() {
    database
        .sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(
            row -> {
              // it answers nothing worth reading
            });
  }
}
