package dev.signalbox.audit.export;

import dev.signalbox.web.ClientConnection;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends exports whose client has disconnected while the database searches for the next event.
 * Usually a write fails then, but a narrow filter over many months may write nothing for minutes.
 */
@Component
class DisconnectedClientMonitor {

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  /**
   * Monitors a client until the watch is closed.
   *
   * @param connection the database connection of the export; aborted if the client disconnects
   */
  Watch watch(ClientConnection client, Connection connection, Export export) {
    Watch watch = new Watch(client, connection, export);
    watches.add(watch);
    return watch;
  }

  @Scheduled(fixedDelayString = "PT1S")
  void checkClients() {
    watches.forEach(Watch::check);
  }

  /** A monitored client. */
  final class Watch implements AutoCloseable {

    private final ClientConnection client;
    private final Connection connection;
    private final Export export;
    private long eventsBefore = -1;
    private boolean disconnected;
    private boolean closed;

    private Watch(ClientConnection client, Connection connection, Export export) {
      this.client = client;
      this.connection = connection;
      this.export = export;
    }

    private synchronized void check() {
      long events = export.events();
      // while events are sent, a failing write detects it
      if (!closed && events == eventsBefore && !client.isOpen()) {
        disconnected = true;
        closed = true;
        EventCopy.abort(connection);
      }
      eventsBefore = events;
    }

    /** Returns whether the connection was aborted because the client disconnected. */
    synchronized boolean hasClientDisconnected() {
      return disconnected;
    }

    /** Ends monitoring. Afterwards both connections may belong to another request. */
    @Override
    public synchronized void close() {
      closed = true;
      watches.remove(this);
    }
  }
}
