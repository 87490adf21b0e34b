package dev.signalbox.audit.export;

import dev.signalbox.web.ClientConnection;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends downloads whose reader left while the database looks for the next event. Usually writing to
 * them tells; but a narrow filter over many months may have nothing to write for minutes.
 */
@Component
class GoneReaders {

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  /**
   * Looks after a reader until the watch is closed.
   *
   * @param connection the database's, where it works for this reader; broken off when they leave
   */
  Watch watch(ClientConnection reader, Connection connection, Export export) {
    Watch watch = new Watch(reader, connection, export);
    watches.add(watch);
    return watch;
  }

  @Scheduled(fixedDelayString = "PT1S")
  void look() {
    watches.forEach(Watch::look);
  }

  /** One reader looked after. */
  final class Watch implements AutoCloseable {

    private final ClientConnection reader;
    private final Connection connection;
    private final Export export;
    private long eventsBefore = -1;
    private boolean left;
    private boolean over;

    private Watch(ClientConnection reader, Connection connection, Export export) {
      this.reader = reader;
      this.connection = connection;
      this.export = export;
    }

    private synchronized void look() {
      long events = export.events();
      // while events flow, sending them tells
      if (!over && events == eventsBefore && !reader.isOpen()) {
        left = true;
        over = true;
        EventCopy.breakOff(connection);
      }
      eventsBefore = events;
    }

    /** Whether the connection was broken off because the reader had left. */
    synchronized boolean sawReaderLeave() {
      return left;
    }

    /** From now on neither connection is touched: the next request may have them. */
    @Override
    public synchronized void close() {
      over = true;
      watches.remove(this);
    }
  }
}
