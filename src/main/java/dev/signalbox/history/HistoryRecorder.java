package dev.signalbox.history;

import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger log = LoggerFactory.getLogger(HistoryRecorder.class);

  private final HistoryBacklog backlog = new HistoryBacklog(BACKLOG_CAPACITY);
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
    HistoryExtractor.of(before, after, clock.instant()).forEach(backlog::add);
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
}
