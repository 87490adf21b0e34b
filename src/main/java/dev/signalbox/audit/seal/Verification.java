package dev.signalbox.audit.seal;

import dev.signalbox.audit.EventRowMapper;
import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.RowMacs;
import dev.signalbox.coordination.DatabaseTime;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the log against its seals, with the entries of one seal in memory at a time. Reads one
 * snapshot of the database; the connection must have no open transaction.
 */
final class Verification {

  private static final int ROWS_AT_ONCE = 500;

  /** Maximum number of missing events that are searched for with another time or batch. */
  private static final int MAX_SEARCHED = 100_000;

  private final RowMacs rows;
  private final SealMacs seals;
  private final ManifestMacs manifests;

  Verification(RowMacs rows, SealMacs seals, ManifestMacs manifests) {
    this.rows = rows;
    this.seals = seals;
    this.manifests = manifests;
  }

  /**
   * Verifies the log from a seal on.
   *
   * @param first the number of the first seal, 1 for the whole log
   * @param checkpoint a seal that must exist, or null
   * @param found called with each finding
   */
  Result verify(
      Connection connection,
      long first,
      @Nullable Checkpoint checkpoint,
      Consumer<IntegrityFinding> found)
      throws SQLException {
    CountingConsumer counting = new CountingConsumer(found);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
      // the role may have a limit
      statement.execute("set local statement_timeout = 0");
    }
    DroppedMonths dropped = DroppedMonths.read(connection, manifests, counting);
    Pass pass = new Pass(connection, counting, checkpoint, dropped);
    pass.chain(first);
    pass.missing();
    if (first == 1) {
      dropped.reportMissing(counting);
      pass.rowsOfNoBatch();
      pass.batchesOfNoSeal();
    }
    connection.rollback();
    return new Result(pass.last, pass.events, pass.upTo, counting.findings);
  }

  /**
   * The result of a verification.
   *
   * @param sealedTo the number of the last seal
   * @param events number of events in the seals
   * @param upTo time of the last seal, or null if there is none
   */
  record Result(long sealedTo, long events, @Nullable Instant upTo, long findings) {}

  /** Counts findings and passes them on. */
  private static final class CountingConsumer implements Consumer<IntegrityFinding> {

    private final Consumer<IntegrityFinding> next;
    private long findings;

    CountingConsumer(Consumer<IntegrityFinding> next) {
      this.next = next;
    }

    @Override
    public void accept(IntegrityFinding finding) {
      findings++;
      next.accept(finding);
    }
  }

  /** One pass over the seals. */
  private final class Pass {

    private final Connection connection;
    private final Consumer<IntegrityFinding> found;
    private final @Nullable Checkpoint checkpoint;
    private final DroppedMonths dropped;
    private final Map<UUID, Long> missing = new LinkedHashMap<>();
    private long last;
    private long events;
    private @Nullable Instant upTo;

    Pass(
        Connection connection,
        Consumer<IntegrityFinding> found,
        @Nullable Checkpoint checkpoint,
        DroppedMonths dropped) {
      this.connection = connection;
      this.found = found;
      this.checkpoint = checkpoint;
      this.dropped = dropped;
    }

    void chain(long first) throws SQLException {
      byte[] previous = first == 1 ? Seal.NO_PREVIOUS : macOf(first - 1);
      last = first - 1;
      boolean checkpointSeen = false;
      for (Seal seal = nextSeal(last); seal != null; seal = nextSeal(last)) {
        for (long missing = last + 1; missing < seal.number(); missing++) {
          found.accept(IntegrityFinding.sealMissing(missing));
        }
        if (seal.number() == last + 1 && !Arrays.equals(seal.previous(), previous)) {
          found.accept(IntegrityFinding.chainBroken(seal.number()));
        }
        byte[] mac =
            seals.of(
                seal.number(), seal.sealedAt(), seal.batches(), seal.entries(), seal.previous());
        if (MessageDigest.isEqual(mac, seal.mac())) {
          compare(seal);
        } else {
          found.accept(IntegrityFinding.sealChanged(seal.number()));
        }
        checkpointSeen |= compareCheckpoint(seal);
        previous = seal.mac();
        last = seal.number();
        events += seal.events();
        upTo = seal.sealedAt();
      }
      if (checkpoint != null && !checkpointSeen && checkpoint.seal() >= first) {
        found.accept(IntegrityFinding.truncated(checkpoint.seal(), "seal missing"));
      }
    }

    private boolean compareCheckpoint(Seal seal) {
      if (checkpoint == null || checkpoint.seal() != seal.number()) {
        return false;
      }
      if (!checkpoint.isOf(seal.mac())) {
        found.accept(IntegrityFinding.truncated(seal.number(), "different MAC"));
      }
      return true;
    }

    /** Compares the rows of the seal's batches with its entries. */
    private void compare(Seal seal) throws SQLException {
      Map<UUID, byte[]> sealedMacs = sealedMacs(seal);
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
            NewEvent event = EventRowMapper.read(row);
            byte @Nullable [] sealed = sealedMacs.remove(event.id());
            if (sealed == null) {
              found.accept(IntegrityFinding.inserted(event.id(), row.getLong("batch")));
            } else if (!isIntact(event, sealed, row)) {
              found.accept(IntegrityFinding.changed(event.id() + " of " + event.occurred()));
            }
          }
        }
      }
      dropped.removeDropped(connection, sealedMacs.keySet());
      for (UUID id : sealedMacs.keySet()) {
        if (missing.size() < MAX_SEARCHED) {
          missing.put(id, seal.number());
        } else {
          found.accept(IntegrityFinding.removed(id, seal.number()));
        }
      }
      checkBatches(seal);
    }

    private boolean isIntact(NewEvent event, byte[] sealed, ResultSet row) throws SQLException {
      byte[] mac = rows.of(event);
      byte @Nullable [] stored = row.getBytes("mac");
      boolean isStoredMacValid =
          stored == null
              ? row.getLong("batch") == Sealer.BEFORE_MACS
              : MessageDigest.isEqual(mac, stored);
      return isStoredMacValid && MessageDigest.isEqual(mac, sealed);
    }

    /**
     * Reports missing events, which may exist with another time or in another batch. Searches for
     * all at once, because no index covers the id alone.
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
            found.accept(IntegrityFinding.changed(id + " of " + row.getString(2)));
          });
      missing.forEach((id, seal) -> found.accept(IntegrityFinding.removed(id, seal)));
    }

    private void checkBatches(Seal seal) throws SQLException {
      each(
          "select b from unnest(?::bigint[]) b"
              + " where not exists (select from audit_batch where number = b)",
          connection.createArrayOf("int8", seal.batches().toArray()),
          row -> found.accept(IntegrityFinding.batchRemoved(row.getLong(1), seal.number())));
    }

    void rowsOfNoBatch() throws SQLException {
      each(
          "select id, batch from audit_event e"
              + " where not exists (select from audit_batch b where b.number = e.batch)",
          null,
          row -> found.accept(IntegrityFinding.noBatch(row.getObject(1), row.getLong(2))));
      // in a batch, but outside the time range of its seal
      each(
          "select e.id, e.batch from audit_event e join audit_batch b on b.number = e.batch"
              + " where e.occurred_at not between b.first_at and b.last_at",
          null,
          row -> found.accept(IntegrityFinding.inserted(row.getObject(1), row.getLong(2))));
    }

    void batchesOfNoSeal() throws SQLException {
      each(
          "select number from audit_batch except select number from audit_unsealed"
              + " except select unnest(batches) from audit_seal order by number",
          null,
          row -> found.accept(IntegrityFinding.neverSealed(row.getLong(1))));
    }

    private Map<UUID, byte[]> sealedMacs(Seal seal) {
      Map<UUID, byte[]> sealedMacs = HashMap.newHashMap(seal.events());
      ByteBuffer entries = ByteBuffer.wrap(seal.entries());
      while (entries.remaining() >= Seal.ENTRY) {
        UUID id = new UUID(entries.getLong(), entries.getLong());
        byte[] mac = new byte[RowMacs.LENGTH];
        entries.get(mac);
        sealedMacs.put(id, mac);
      }
      return sealedMacs;
    }

    private byte[] macOf(long number) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("select mac from audit_seal where number = ?")) {
        statement.setLong(1, number);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() ? row.getBytes(1) : Seal.NO_PREVIOUS;
        }
      }
    }

    private @Nullable Seal nextSeal(long number) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select * from audit_seal where number > ? order by number limit 1")) {
        statement.setLong(1, number);
        try (ResultSet row = statement.executeQuery()) {
          return row.next()
              ? new Seal(
                  row.getLong("number"),
                  DatabaseTime.instant(row, "sealed_at"),
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

  /** Consumes a row. */
  @FunctionalInterface
  private interface Row {
    void accept(ResultSet row) throws SQLException;
  }
}
