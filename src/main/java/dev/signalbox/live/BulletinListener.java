package dev.signalbox.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Listens to the bulletin on a connection of its own: waiting for notices blocks a connection, and
 * one from the pool may be handed to somebody else. After a broken connection nothing is replayed,
 * so everybody catches up.
 */
@Component
class BulletinListener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BulletinListener.class);
  private static final int WAIT_MILLIS = 2_000;
  private static final int RETRY_MILLIS = 1_000;

  private final JdbcConnectionDetails database;
  private final Streams streams;
  private final List<CutOff> others;
  private final CountDownLatch listening = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  BulletinListener(JdbcConnectionDetails database, Streams streams, List<CutOff> others) {
    this.database = database;
    this.streams = streams;
    this.others = others;
  }

  @Override
  public void start() {
    Thread starting =
        Thread.ofPlatform().daemon().name("bulletin").unstarted(this::listenUntilStopped);
    // first the field, or a quick thread finds that it should not run and is gone for good
    thread = starting;
    starting.start();
    try {
      // a notice sent right after the start should find us listening; a dead database may not block
      if (!listening.await(5, TimeUnit.SECONDS)) {
        log.warn("Live updates begin when the database answers.");
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
          DriverManager.getConnection(
              database.getJdbcUrl(), database.getUsername(), database.getPassword())) {
        listen(connection);
      } catch (SQLException | DataAccessException e) {
        if (isRunning()) {
          log.warn("Live updates are interrupted: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Bulletin.CHANNEL);
    }
    listening.countDown();
    streams.catchUp();
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (isRunning()) {
      for (PGNotification notification : postgres.getNotifications(WAIT_MILLIS)) {
        Notice.read(notification.getParameter()).ifPresent(this::take);
      }
    }
  }

  private void take(Notice notice) {
    streams.take(notice);
    switch (notice) {
      case Notice.Changed changed -> {}
      case Notice.PersonCut cut -> cut(owner -> owner.person().equals(cut.person()));
      case Notice.SessionCut cut -> cut(owner -> owner.session().equals(cut.session()));
    }
  }

  private void cut(Predicate<StreamOwner> whose) {
    others.forEach(other -> other.cut(whose));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
