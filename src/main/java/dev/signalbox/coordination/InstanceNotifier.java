package dev.signalbox.coordination;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends notifications to all instances of the console with PostgreSQL's {@code NOTIFY}. Inside a
 * transaction a notification is sent at commit and discarded on rollback. SQL, because {@code
 * NOTIFY} is specific to PostgreSQL.
 */
@Component
public class InstanceNotifier {

  static final String CHANNEL = "signalbox";

  private final JdbcClient database;

  InstanceNotifier(JdbcClient database) {
    this.database = database;
  }

  /** Refreshes the parts of all open pages that show this topic. */
  public void publishChange(String topic) {
    send(new InstanceNotification.TopicChanged(topic));
  }

  /** Closes all streams of a user on all instances. */
  public void closeStreamsOf(UUID userId) {
    send(new InstanceNotification.AccessRevoked(userId));
  }

  /** Closes all streams of a session on all instances. */
  public void closeStreamsOfSession(String session) {
    send(new InstanceNotification.SessionEnded(session));
  }

  /** Wakes the requests that wait until a form was executed or rejected. */
  public void publishFormCompletion(UUID key) {
    send(new InstanceNotification.FormCompleted(key));
  }

  private void send(InstanceNotification notification) {
    database
        .sql("select pg_notify(:channel, :payload)")
        .param("channel", CHANNEL)
        .param("payload", notification.toPayload())
        .query(
            row -> {
              // pg_notify returns void
            });
  }
}
