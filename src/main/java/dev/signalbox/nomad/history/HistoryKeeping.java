package dev.signalbox.nomad.history;

import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
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
 * Hears how the cluster changes and has what is worth it written down, in batches and a little
 * later, so that a database that is away holds up nothing.
 */
@Component
class HistoryKeeping implements ClusterListener {

  private static final int MOST = 50_000;
  private static final int BATCH = 1_000;

  private static final Logger log = LoggerFactory.getLogger(HistoryKeeping.class);

  private final Backlog backlog = new Backlog(MOST);
  private final HistoryWriting writing;
  private final Clock clock;
  private List<Kept> batch = List.of();
  private boolean away;

  HistoryKeeping(HistoryWriting writing, MeterRegistry meters, Clock clock) {
    this.writing = writing;
    this.clock = clock;
    FunctionCounter.builder("signalbox.nomad.history.lost", backlog, Backlog::lost)
        .description("What happened in the Nomad cluster and could not be written down")
        .register(meters);
  }

  @Override
  public void changed(ClusterView before, ClusterView after) {
    Chronicle.of(before, after, clock.instant()).forEach(backlog::add);
  }

  @Override
  public void told(ClientTold event) {
    backlog.add(Chronicle.of(event));
  }

  /** Writes what there is. What cannot be written now stays for the next time. */
  @Scheduled(fixedDelayString = "PT2S")
  synchronized void write() {
    try {
      while (true) {
        if (batch.isEmpty()) {
          batch = backlog.take(BATCH);
        }
        if (batch.isEmpty()) {
          break;
        }
        writing.write(batch);
        batch = List.of();
      }
      back();
    } catch (DataAccessException e) {
      if (refused(e)) {
        log.error("{} rows of Nomad's history cannot be written.", batch.size(), e);
        backlog.lose(batch.size());
        batch = List.of();
      } else if (!away) {
        away = true;
        log.warn("Nomad's history waits for the database: {}", e.getMessage());
      }
    }
  }

  private void back() {
    if (away) {
      away = false;
      log.info("Nomad's history is written again; {} rows were lost so far.", backlog.lost());
    }
  }

  /** Whether the database will never take it, rather than being away. */
  private static boolean refused(DataAccessException e) {
    return e instanceof UncategorizedSQLException
        || (e instanceof NonTransientDataAccessException
            && !(e instanceof DataAccessResourceFailureException));
  }
}
