package dev.signalbox.history;

import dev.signalbox.history.HistoryRecord.DrainRequester;
import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.DrainRequested;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Records changes of the cluster. Changes are queued and written in batches every 2 s, so a slow or
 * unavailable database does not block the caller.
 */
@Component
class HistoryRecorder implements ClusterListener {

  private static final int BACKLOG_CAPACITY = 50_000;
  private static final int BATCH_SIZE = 1_000;

  /** A drain is in the snapshot within this time after it was requested. */
  private static final Duration REQUEST_LIFETIME = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(HistoryRecorder.class);

  private final HistoryBacklog backlog = new HistoryBacklog(BACKLOG_CAPACITY);

  /** The latest requests by client id. */
  private final Map<String, DrainRequester> requesters = new ConcurrentHashMap<>();

  private final HistoryRepository repository;
  private final Clock clock;
  private List<HistoryRecord> batch = List.of();
  private boolean unavailable;

  HistoryRecorder(HistoryRepository repository, MeterRegistry meters, Clock clock) {
    this.repository = repository;
    this.clock = clock;
    FunctionCounter.builder("signalbox.nomad.history.lost", backlog, HistoryBacklog::lost)
        .description("Records of the Nomad history that could not be written")
        .register(meters);
  }

  @Override
  public void onSnapshot(ClusterSnapshot before, ClusterSnapshot after) {
    HistoryExtractor.of(before, after, clock.instant())
        .forEach(record -> backlog.add(withRequester(record)));
  }

  /** The drain may be recorded before or after Signalbox has received the response of Nomad. */
  @EventListener
  void onDrainRequested(DrainRequested drain) {
    DrainRequester requester =
        new DrainRequester(
            HistoryExtractor.truncateName(drain.clientId()),
            HistoryExtractor.truncateText(drain.message()),
            HistoryExtractor.truncateName(drain.requestedBy()),
            drain.at());
    requesters.values().removeIf(old -> old.at().plus(REQUEST_LIFETIME).isBefore(drain.at()));
    requesters.put(requester.clientId(), requester);
    backlog.add(requester);
  }

  private HistoryRecord withRequester(HistoryRecord record) {
    if (!(record instanceof HistoryRecord.DrainStarted drain) || !drain.requestedBy().isEmpty()) {
      return record;
    }
    @Nullable DrainRequester requester = requesters.get(drain.clientId());
    return requester == null
            || Duration.between(requester.at(), drain.startedAt()).abs().compareTo(REQUEST_LIFETIME)
                > 0
        ? record
        : new HistoryRecord.DrainStarted(
            drain.clientId(),
            drain.clientName(),
            drain.startedAt(),
            drain.startKnown(),
            requester.message(),
            requester.requestedBy(),
            drain.forceAt(),
            drain.builds());
  }

  @Override
  public void onNodeEvent(NodeEventReceived event) {
    backlog.add(HistoryExtractor.of(event));
  }

  /** Writes all queued records. A batch that could not be written is retried on the next run. */
  @Scheduled(fixedDelayString = "PT2S")
  synchronized void write() {
    try {
      while (true) {
        if (batch.isEmpty()) {
          batch = backlog.pollBatch(BATCH_SIZE);
        }
        if (batch.isEmpty()) {
          break;
        }
        repository.write(batch);
        batch = List.of();
      }
      logRecovery();
    } catch (DataAccessException e) {
      if (isPermanent(e)) {
        log.error("The database rejected {} records of the Nomad history.", batch.size(), e);
        backlog.countLost(batch.size());
        batch = List.of();
      } else if (!unavailable) {
        unavailable = true;
        log.warn("Could not write the Nomad history, retrying: {}", e.getMessage());
      }
    }
  }

  private void logRecovery() {
    if (unavailable) {
      unavailable = false;
      log.info("Writing the Nomad history again; {} records lost so far.", backlog.lost());
    }
  }

  /** Whether the database rejects the records, as opposed to being unavailable. */
  private static boolean isPermanent(DataAccessException e) {
    return e instanceof UncategorizedSQLException
        || (e instanceof NonTransientDataAccessException
            && !(e instanceof DataAccessResourceFailureException));
  }

  /**
   * Bounded queue of records that are not written yet. While the database is unavailable it fills
   * up; records that exceed its capacity are dropped and counted, so that callers never block.
   */
  static final class HistoryBacklog {

    private final BlockingQueue<HistoryRecord> queue;
    private final AtomicLong lost = new AtomicLong();

    HistoryBacklog(int max) {
      this.queue = new ArrayBlockingQueue<>(max);
    }

    void add(HistoryRecord record) {
      if (!queue.offer(record)) {
        lost.incrementAndGet();
      }
    }

    /** Removes and returns the oldest records, at most {@code max}. */
    List<HistoryRecord> pollBatch(int max) {
      List<HistoryRecord> taken = new ArrayList<>();
      queue.drainTo(taken, max);
      return taken;
    }

    /** Counts records that the database rejected. */
    void countLost(int number) {
      lost.addAndGet(number);
    }

    long lost() {
      return lost.get();
    }
  }
}
