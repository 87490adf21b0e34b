package dev.signalbox.audit.seal;

import dev.signalbox.audit.EventRowMapper;
import dev.signalbox.audit.RowMacs;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.coordination.DatabaseTime;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals recorded events every ten seconds, so that recording does not wait for a chain. One
 * instance seals at a time. The same transaction adds the events to the counts by hour and day.
 * SQL, because batches of events are aggregated and deleted as sets.
 */
@Component
class Sealer {

  /** Number of events after which no further batch is added to a seal. */
  private static final int MAX_EVENTS = 50_000;

  /** The batch of the rows from before rows had MACs. */
  static final long BEFORE_MACS = 1;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final DatabaseLock lock;
  private final RowMacs rows;
  private final SealMacs seals;
  private final Clock clock;

  Sealer(
      JdbcClient database,
      TransactionTemplate transaction,
      DatabaseLock lock,
      RowMacs rows,
      SealMacs seals,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.lock = lock;
    this.rows = rows;
    this.seals = seals;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT5S")
  void sealAll() {
    while (sealNext().isPresent()) {
      // until nothing is pending
    }
  }

  /** Creates one seal; empty if nothing is pending or another instance is sealing. */
  Optional<Seal> sealNext() {
    return Optional.ofNullable(
        transaction.execute(
            status -> lock.tryAcquire(DatabaseLock.Name.AUDIT_SEALS) ? seal() : null));
  }

  private @Nullable Seal seal() {
    List<Batch> batches = unsealed();
    if (batches.isEmpty()) {
      return null;
    }
    PreviousSeal last = last();
    List<Long> numbers = batches.stream().map(Batch::number).toList();
    int events = batches.stream().mapToInt(Batch::events).sum();
    Instant first = batches.stream().map(Batch::first).min(Instant::compareTo).orElseThrow();
    Instant until = batches.stream().map(Batch::last).max(Instant::compareTo).orElseThrow();
    byte[] entries = entries(numbers, first, until, events);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Seal seal =
        new Seal(
            last.number() + 1,
            now,
            numbers,
            entries.length / Seal.ENTRY,
            entries,
            last.mac(),
            seals.of(last.number() + 1, now, numbers, entries, last.mac()));
    store(seal, first, until);
    addToCounts(numbers, first, until);
    database
        .sql("delete from audit_unsealed where number = any (:numbers)")
        .param("numbers", numbers.toArray(Long[]::new))
        .update();
    return seal;
  }

  private List<Batch> unsealed() {
    List<Batch> batches = new ArrayList<>();
    int events = 0;
    for (Batch batch :
        database
            .sql("select * from audit_unsealed order by number limit 5000")
            .query(Batch::of)
            .list()) {
      batches.add(batch);
      events += batch.events();
      if (events >= MAX_EVENTS) {
        break;
      }
    }
    return batches;
  }

  private PreviousSeal last() {
    return database
        .sql("select number, mac from audit_seal order by number desc limit 1")
        .query((row, number) -> new PreviousSeal(row.getLong("number"), row.getBytes("mac")))
        .optional()
        .orElse(new PreviousSeal(0, Seal.NO_PREVIOUS));
  }

  private byte[] entries(List<Long> batches, Instant first, Instant last, int events) {
    // reads whole rows only if a MAC must be computed, for rows from before there were MACs
    String sql =
        """
        select %s from audit_event
        where batch = any (:batches) and occurred_at between :first and :last
        order by batch, id
        """;
    boolean complete =
        database
            .sql(
                "select not exists ("
                    + sql.formatted("1").replace("order by batch, id", "")
                    + " and mac is null)")
            .param("batches", batches.toArray(Long[]::new))
            .param("first", DatabaseTime.utc(first))
            .param("last", DatabaseTime.utc(last))
            .query(Boolean.class)
            .single();
    ByteBuffer entries = ByteBuffer.allocate((events + 1) * Seal.ENTRY);
    database
        .sql(sql.formatted(complete ? "id, mac, batch" : "*"))
        .param("batches", batches.toArray(Long[]::new))
        .param("first", DatabaseTime.utc(first))
        .param("last", DatabaseTime.utc(last))
        .query(
            row -> {
              if (entries.remaining() > Seal.ENTRY) {
                putEntry(entries, row);
              }
            });
    byte[] written = new byte[entries.position()];
    entries.flip().get(written);
    return written;
  }

  private void putEntry(ByteBuffer entries, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    byte @Nullable [] mac = row.getBytes("mac");
    entries
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .put(mac == null ? computeMac(row) : mac);
  }

  private byte[] computeMac(ResultSet row) throws SQLException {
    // a later row without a MAC was inserted outside Signalbox; verification reports the zeros
    return row.getLong("batch") == BEFORE_MACS
        ? rows.of(EventRowMapper.read(row))
        : new byte[RowMacs.LENGTH];
  }

  private void store(Seal seal, Instant first, Instant last) {
    database
        .sql(
            """
            insert into audit_seal
              (number, sealed_at, batches, events, first_at, last_at, entries, previous, mac)
            values (:number, :sealedAt, :batches, :events, :first, :last, :entries, :previous, :mac)
            """)
        .param("number", seal.number())
        .param("sealedAt", DatabaseTime.utc(seal.sealedAt()))
        .param("batches", seal.batches().toArray(Long[]::new))
        .param("events", seal.events())
        .param("first", DatabaseTime.utc(first))
        .param("last", DatabaseTime.utc(last))
        .param("entries", seal.entries())
        .param("previous", seal.previous())
        .param("mac", seal.mac())
        .update();
  }

  private void addToCounts(List<Long> batches, Instant first, Instant last) {
    database
        .sql(
            """
            with by_hour as materialized (
              select date_trunc('hour', occurred_at, 'UTC') as hour, action, success,
                count(*) as events
              from audit_event
              where batch = any (:batches) and occurred_at between :first and :last
              group by 1, 2, 3),
            by_day as (
              insert into audit_count_by_day
              select date_trunc('day', hour, 'UTC'), action, success, sum(events)
              from by_hour group by 1, 2, 3
              on conflict (day, action, success)
              do update set events = audit_count_by_day.events + excluded.events)
            insert into audit_count select * from by_hour
            on conflict (hour, action, success)
            do update set events = audit_count.events + excluded.events
            """)
        .param("batches", batches.toArray(Long[]::new))
        .param("first", DatabaseTime.utc(first))
        .param("last", DatabaseTime.utc(last))
        .update();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record PreviousSeal(long number, byte[] mac) {}

  private record Batch(long number, int events, Instant first, Instant last) {

    static Batch of(ResultSet row, int index) throws SQLException {
      return new Batch(
          row.getLong("number"),
          row.getInt("events"),
          DatabaseTime.instant(row, "first_at"),
          DatabaseTime.instant(row, "last_at"));
    }
  }
}
