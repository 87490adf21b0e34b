package dev.signalbox.drains;

import dev.signalbox.coordination.DatabaseLock;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The clients that Signalbox is taking out of service, for a rolling drain or a release. SQL,
 * because one query returns the union of two tables.
 */
@Component
public class ClientsBeingRemoved {

  private final JdbcClient database;
  private final DatabaseLock lock;

  ClientsBeingRemoved(JdbcClient database, DatabaseLock lock) {
    this.database = database;
    this.lock = lock;
  }

  /** Ids of all clients that are being drained by a plan or released. */
  public Set<String> allIds() {
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

  /** Ids of the clients that are being released; they must not become eligible again. */
  public Set<String> releasedIds() {
    return new HashSet<>(
        database
            .sql("select client_id from client_release where ended_at is null")
            .query(String.class)
            .list());
  }

  /** Blocks other callers of this method until the current transaction ends. */
  public void lock() {
    lock.acquire(DatabaseLock.Name.CLIENT_REMOVAL);
  }
}
