package dev.signalbox.audit.seal;

import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.RowMacs;
import dev.signalbox.audit.StoredEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the log with its seals, one seal after the other, with one seal's entries in memory.
 * Needs a connection that is not in the middle of anything; it reads one state of the database.
 */
final class Verification {

  private static final int ROWS_AT_ONCE = 500;

  /**
   * More than these are not looked for elsewhere: where so many are gone, that is not the point.
   */
  private static final int MOST_LOOKED_FOR = 100_000;

  private final RowMacs rows;
  private final SealMacs seals;
  private final ManifestMacs manifests;

  Verification(RowMacs rows, SealMacs seals, ManifestMacs manifests) {
    this.rows = rows;
    this.seals = seals;
    this.manifests = manifests;
  }

  /**
   * Verifies from a seal on.
   *
   * @param first the number of the first seal to look at, 1 for everything
   * @param checkpoint a seal that must be there, or null
   * @param found hears of everything that is not as it came
   */
  Result verify(
      Connection connection, long first, @Nullable Checkpoint checkpoint, Consumer<Finding> found)
      throws SQLException {
    Counting counting = new Counting(found);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
    }
    DroppedMonths dropped = DroppedMonths.read(connection, manifests, counting);
    Walk walk = new Walk(connection, counting, checkpoint, dropped);
    walk.chain(first);
    walk.missing();
    if (first == 1) {
      dropped.tellWhatIsMissing(counting);
      walk.rowsOfNoBatch();
      walk.batchesOfNoSeal();
    }
    connection.rollback();
    return new Result(walk.last, walk.events, walk.upTo, counting.findings);
  }

  /**
   * What came of it.
   *
   * @param sealedTo the number of the last seal
   * @param events how many events the seals name
   * @param upTo when the last seal was made, or null where there is none
   */
  record Result(long sealedTo, long events, @Nullable Instant upTo, long findings) {}

  /** Passes on and counts. */
  private static final class Counting implements Consumer<Finding> {

    private final Consumer<Finding> next;
    private long findings;

    Counting(Consumer<Finding> next) {
      this.next = next;
    }

    @Override
    public void accept(Finding finding) {
      findings++;
      next.accept(finding);
    }
  }

  /** One pass over the seals. */
  private final class Walk {

    private final Connection connection;
    private final Consumer<Finding> found;
    private final @Nullable Checkpoint checkpoint;
    private final DroppedMonths dropped;
    private final Map<UUID, Long> missing = new LinkedHashMap<>();
    private long last;
    private long events;
    private @Nullable Instant upTo;

    Walk(
        Connection connection,
        Consumer<Finding> found,
        @Nullable Checkpoint checkpoint,
        DroppedMonths dropped) {
      this.connection = connection;
      this.found = found;
      this.checkpoint = checkpoint;
      this.dropped = dropped;
    }

    void chain(long first) throws SQLException {
      byte[] previous = first == 1 ? Seal.BEFORE_THE_FIRST : macOf(first - 1);
      last = first - 1;
      boolean checkpointSeen = false;
      for (Seal seal = after(last); seal != null; seal = after(last)) {
        for (long missing = last + 1; missing < seal.number(); missing++) {
          found.accept(Finding.sealMissing(missing));
        }
        if (seal.number() == last + 1 && !Arrays.equals(seal.previous(), previous)) {
          found.accept(Finding.chainBroken(seal.number()));
        }
        byte[] mac =
            seals.of(
                seal.number(), seal.sealedAt(), seal.batches(), seal.entries(), seal.previous());
        if (MessageDigest.isEqual(mac, seal.mac())) {
          compare(seal);
        } else {
          found.accept(Finding.sealChanged(seal.number()));
        }
        checkpointSeen |= check(seal);
        previous = seal.mac();
        last = seal.number();
        events += seal.events();
        upTo = seal.sealedAt();
      }
      if (checkpoint != null && !checkpointSeen && checkpoint.seal() >= first) {
        found.accept(Finding.cutOff(checkpoint.seal(), "there is none"));
      }
    }

    private boolean check(Seal seal) {
      if (checkpoint == null || checkpoint.seal() != seal.number()) {
        return false;
      }
      if (!checkpoint.isOf(seal.mac())) {
        found.accept(Finding.cutOff(seal.number(), "it is another one now"));
      }
      return true;
    }

    /** The rows of the seal's batches against its entries. */
    private void compare(Seal seal) throws SQLException {
      Map<UUID, byte[]> named = named(seal);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select e.* from audit_event e, audit_seal s where s.number = ?"
                  + " and e.batch = any (?) and e.occurred_at between s.first_at and s.last_at")) {
        statement.setFetchSize(ROWS_AT_ONCE);
        statement.setLong(1, seal.number());
        Array batches = connection.createArrayOf("int8", seal.batches().toArray());
        statement.setArray(2, batches);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            NewEvent event = StoredEvent.read(row);
            byte @Nullable [] sealed = named.remove(event.id());
            if (sealed == null) {
              found.accept(Finding.inserted(event.id(), row.getLong("batch")));
            } else if (!isAsItCame(event, sealed, row)) {
              found.accept(Finding.changed(event.id() + " of " + event.occurred()));
            }
          }
        }
      }
      dropped.takeOut(connection, named.keySet());
      for (UUID id : named.keySet()) {
        if (missing.size() < MOST_LOOKED_FOR) {
          missing.put(id, seal.number());
        } else {
          found.accept(Finding.removed(id, seal.number()));
        }
      }
      batchesAreThere(seal);
    }

    private boolean isAsItCame(NewEvent event, byte[] sealed, ResultSet row) throws SQLException {
      byte[] mac = rows.of(event);
      byte @Nullable [] own = row.getBytes("mac");
      boolean ownFits =
          own == null
              ? row.getLong("batch") == Sealer.BEFORE_MACS
              : MessageDigest.isEqual(mac, own);
      return ownFits && MessageDigest.isEqual(mac, sealed);
    }

    /**
     * They may be somewhere else: with another time or in another batch. Looked for all at once,
     * for no index finds an id alone.
     */
    void missing() throws SQLException {
      if (missing.isEmpty()) {
        return;
      }
      each(
          "select distinct on (e.id) e.id, e.occurred from audit_event e where e.id = any (?)",
          connection.createArrayOf("uuid", missing.keySet().toArray()),
          row -> {
            UUID id = row.getObject(1, UUID.class);
            missing.remove(id);
            found.accept(Finding.changed(id + " of " + row.getString(2)));
          });
      missing.forEach((id, seal) -> found.accept(Finding.removed(id, seal)));
    }

    private void batchesAreThere(Seal seal) throws SQLException {
      each(
          "select b from unnest(?::bigint[]) b"
              + " where not exists (select from audit_batch where number = b)",
          connection.createArrayOf("int8", seal.batches().toArray()),
          row -> found.accept(Finding.batchRemoved(row.getLong(1), seal.number())));
    }

    void rowsOfNoBatch() throws SQLException {
      each(
          "select id, batch from audit_event e"
              + " where not exists (select from audit_batch b where b.number = e.batch)",
          null,
          row -> found.accept(Finding.noBatch(row.getObject(1), row.getLong(2))));
      // in a batch, but at a time that its seal does not reach
      each(
          "select e.id, e.batch from audit_event e join audit_batch b on b.number = e.batch"
              + " where e.occurred_at not between b.first_at and b.last_at",
          null,
          row -> found.accept(Finding.inserted(row.getObject(1), row.getLong(2))));
    }

    void batchesOfNoSeal() throws SQLException {
      each(
          "select number from audit_batch except select number from audit_unsealed"
              + " except select unnest(batches) from audit_seal order by number",
          null,
          row -> found.accept(Finding.neverSealed(row.getLong(1))));
    }

    private Map<UUID, byte[]> named(Seal seal) {
      Map<UUID, byte[]> named = HashMap.newHashMap(seal.events());
      ByteBuffer entries = ByteBuffer.wrap(seal.entries());
      while (entries.remaining() >= Seal.ENTRY) {
        UUID id = new UUID(entries.getLong(), entries.getLong());
        byte[] mac = new byte[RowMacs.LENGTH];
        entries.get(mac);
        named.put(id, mac);
      }
      return named;
    }

    private byte[] macOf(long number) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("select mac from audit_seal where number = ?")) {
        statement.setLong(1, number);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() ? row.getBytes(1) : Seal.BEFORE_THE_FIRST;
        }
      }
    }

    private @Nullable Seal after(long number) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select * from audit_seal where number > ? order by number limit 1")) {
        statement.setLong(1, number);
        try (ResultSet row = statement.executeQuery()) {
          return row.next()
              ? new Seal(
                  row.getLong("number"),
                  row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                  List.of((Long[]) row.getArray("batches").getArray()),
                  row.getInt("events"),
                  row.getBytes("entries"),
                  row.getBytes("previous"),
                  row.getBytes("mac"))
              : null;
        }
      }
    }

    private void each(String sql, @Nullable Array parameter, Row row) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(ROWS_AT_ONCE);
        if (parameter != null) {
          statement.setArray(1, parameter);
        }
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            row.accept(rows);
          }
        }
      }
    }
  }

  /** Takes a row. */
  @FunctionalInterface
  private interface Row {
    void accept(ResultSet row) throws SQLException;
  }
}
