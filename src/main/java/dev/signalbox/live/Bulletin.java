package dev.signalbox.live;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells every instance of the console what has changed. Carried by PostgreSQL's NOTIFY: inside a
 * transaction the word goes out at its commit, and not at all when it rolls back.
 */
@Component
public class Bulletin {

  static final String CHANNEL = "signalbox";

  private final JdbcClient database;

  Bulletin(JdbcClient database) {
    this.database = database;
  }

  /** Has the parts of all open pages that show this topic fetch themselves again. */
  public void changed(String topic) {
    send(new Notice.Changed(topic));
  }

  /** Closes all streams of a person, wherever they are open. */
  public void cut(UUID person) {
    send(new Notice.PersonCut(person));
  }

  /** Closes the streams of one session. */
  public void cutSession(String session) {
    send(new Notice.SessionCut(session));
  }

  private void send(Notice notice) {
    database
        .sql("select pg_notify(:channel, :notice)")
        .param("channel", CHANNEL)
        .param("notice", notice.written())
        .query(
            row -> {
              // pg_notify answers nothing worth reading
            });
  }
}
