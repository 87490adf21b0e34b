package dev.signalbox.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Maintains the table of names of actions, actors and targets, by id. Names that are known to be in
 * the table are cached and not inserted again.
 */
@Component
class NameIndex {

  /** Uses about 40 MB. */
  private static final int MAX_CACHED = 200_000;

  private static final String ADD =
      """
      insert into audit_name
      select * from unnest(?::text[], ?::text[], ?::text[])
      on conflict do nothing
      """;

  private final Set<Name> stored = ConcurrentHashMap.newKeySet();
  private volatile long fileNode;

  /** Adds the new names of events, in the caller's transaction. */
  void add(Connection connection, List<NewEvent> events) throws SQLException {
    clearIfTableChanged(connection);
    Set<Name> names = new LinkedHashSet<>();
    for (NewEvent event : events) {
      add(names, "action", event.action(), event.action());
      add(names, "actor", event.keys().actorId(), event.keys().actorName());
      add(names, "target", event.keys().targetId(), event.keys().targetName());
    }
    if (names.isEmpty()) {
      return;
    }
    // sorted, to prevent deadlocks
    List<Name> sorted = names.stream().sorted().toList();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, texts(connection, sorted.stream().map(Name::kind).toArray()));
      statement.setArray(2, texts(connection, sorted.stream().map(Name::id).toArray()));
      statement.setArray(3, texts(connection, sorted.stream().map(Name::name).toArray()));
      statement.executeUpdate();
    }
    cacheAfterCommit(names);
  }

  private void add(Set<Name> names, String kind, String id, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      Name name = new Name(kind, id, text);
      if (!stored.contains(name)) {
        names.add(name);
      }
    }
  }

  /** Caches names after the commit. */
  private void cacheAfterCommit(Collection<Name> names) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            if (stored.size() + names.size() > MAX_CACHED) {
              stored.clear();
            }
            stored.addAll(names);
          }
        });
  }

  /** Clears the cache if the table was truncated or restored, which changes its file node. */
  private void clearIfTableChanged(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select pg_relation_filenode('audit_name')");
        ResultSet row = statement.executeQuery()) {
      long current = row.next() ? row.getLong(1) : 0;
      if (current != fileNode) {
        stored.clear();
        fileNode = current;
      }
    }
  }

  private static Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }

  /** A name of an id; for an action both are equal. */
  private record Name(String kind, String id, String name) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      int byKind = kind.compareTo(other.kind);
      int byId = byKind != 0 ? byKind : id.compareTo(other.id);
      return byId != 0 ? byId : name.compareTo(other.name);
    }
  }
}
