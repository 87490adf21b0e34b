package dev.signalbox.coordination;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Receives notifications on a dedicated database connection, because waiting for them blocks the
 * connection and {@code LISTEN} is bound to it. PostgreSQL does not replay notifications that were
 * sent while the connection was down, so all streams are resynced after a reconnect.
 */
@Component
class InstanceNotificationListener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(InstanceNotificationListener.class);
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final int RETRY_MILLIS = 1_000;

  /** Number of waits between two checks of the connection. */
  private static final int WAITS_PER_CHECK = 4;

  private static final int CHECK_TIMEOUT_SECONDS = 5;

  private final JdbcConnectionDetails database;
  private final List<InstanceNotificationHandler> handlers;
  private final Duration wait;
  private final CountDownLatch listening = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  @Autowired
  InstanceNotificationListener(
      JdbcConnectionDetails database, List<InstanceNotificationHandler> handlers) {
    this(database, handlers, WAIT);
  }

  /**
   * @param wait the longest wait for notifications; after four, the connection is checked
   */
  InstanceNotificationListener(
      JdbcConnectionDetails database, List<InstanceNotificationHandler> handlers, Duration wait) {
    this.database = database;
    this.handlers = handlers;
    this.wait = wait;
  }

  @Override
  public void start() {
    Thread starting =
        Thread.ofPlatform()
            .daemon()
            .name("instance-notifications")
            .unstarted(this::listenUntilStopped);
    // set the field first: the thread exits if the listener is not marked as running
    thread = starting;
    starting.start();
    try {
      // receive notifications sent right after startup, but do not block if the database is down
      if (!listening.await(5, TimeUnit.SECONDS)) {
        log.warn("The database is not responding. Live updates start once it is available.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void listenUntilStopped() {
    while (isRunning()) {
      try (Connection connection =
          DedicatedConnection.open(database, "signalbox-notifications", CHECK_TIMEOUT_SECONDS)) {
        listen(connection);
      } catch (SQLException | DataAccessException e) {
        if (isRunning()) {
          log.warn("Live updates are interrupted. Reconnecting: {}", e.getMessage());
          pause();
        }
      } catch (RuntimeException e) {
        // a failed handler may have missed a notification: reconnect, which resyncs all of them
        log.error("A notification could not be handled. Reconnecting.", e);
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + InstanceNotifier.CHANNEL);
    }
    listening.countDown();
    handlers.forEach(InstanceNotificationHandler::connected);
    PGConnection postgres = connection.unwrap(PGConnection.class);
    int waits = 0;
    while (isRunning()) {
      for (PGNotification notification :
          postgres.getNotifications(Math.toIntExact(wait.toMillis()))) {
        InstanceNotification.parse(notification.getParameter()).ifPresent(this::dispatch);
      }
      waits++;
      // a firewall may drop an idle connection without closing it
      if (waits % WAITS_PER_CHECK == 0 && !connection.isValid(CHECK_TIMEOUT_SECONDS)) {
        throw new SQLException("the connection does not respond");
      }
    }
  }

  private void dispatch(InstanceNotification notification) {
    handlers.forEach(handler -> handler.handle(notification));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
