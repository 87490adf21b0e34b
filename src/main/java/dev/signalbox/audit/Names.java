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
 * How those are called whose ids stand in events. Most names come again and again, so those that
 * are known to stand in the table are remembered and not brought to it once more.
 */
@Component
class Names {

  /** About 40 MB. */
  private static final int MOST_REMEMBERED = 200_000;

  private static final String ADD =
      """
      insert into audit_name
      select * from unnest(?::text[], ?::text[], ?::text[])
      on conflict do nothing
      """;

  private final Set<Name> stored = ConcurrentHashMap.newKeySet();
  private volatile long file;

  /** Adds the names of the events that are new, in the caller's transaction. */
  void add(Connection connection, List<NewEvent> events) throws SQLException {
    forgetIfEmptied(connection);
    Set<Name> names = new LinkedHashSet<>();
    for (NewEvent event : events) {
      add(names, "action", event.action(), event.action());
      add(names, "actor", event.keys().actorId(), event.keys().actorName());
      add(names, "target", event.keys().targetId(), event.keys().targetName());
    }
    if (names.isEmpty()) {
      return;
    }
    // in one order, so that nobody waits in a ring
    List<Name> sorted = names.stream().sorted().toList();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, texts(connection, sorted.stream().map(Name::kind).toArray()));
      statement.setArray(2, texts(connection, sorted.stream().map(Name::id).toArray()));
      statement.setArray(3, texts(connection, sorted.stream().map(Name::name).toArray()));
      statement.executeUpdate();
    }
    remember(names);
  }

  private void add(Set<Name> names, String kind, String id, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      Name name = new Name(kind, id, text);
      if (!stored.contains(name)) {
        names.add(name);
      }
    }
  }

  /** Only what was committed is known to stand there. */
  private void remember(Collection<Name> names) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            if (stored.size() + names.size() > MOST_REMEMBERED) {
              stored.clear();
            }
            stored.addAll(names);
          }
        });
  }

  /** Whoever empties a table, or restores it from a backup, gives it another file. */
  private void forgetIfEmptied(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select pg_relation_filenode('audit_name')");
        ResultSet row = statement.executeQuery()) {
      long now = row.next() ? row.getLong(1) : 0;
      if (now != file) {
        stored.clear();
        file = now;
      }
    }
  }

  private static Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }

  /** What somebody or something was called; an action is called by itself. */
  private record Name(String kind, String id, String name) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      int byKind = kind.compareTo(other.kind);
      int byId = byKind != 0 ? byKind : id.compareTo(other.id);
      return byId != 0 ? byId : name.compareTo(other.name);
    }
  }
}
