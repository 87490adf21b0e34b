package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients alone for what lists do not tell: attributes, sizes on old servers, the deadline of
 * a drain. A few at a time, and never so many as to take the servers' connections.
 */
final class Details {

  /** Of the forty connections that an instance may have. */
  static final int READERS = 4;

  private static final int EACH = 25;
  private static final Duration REST = Duration.ofSeconds(30);

  private final Workplace at;
  private @Nullable Session session;
  private int reading;

  Details(Workplace at) {
    this.at = at;
  }

  /** Has read what is not read yet, as far as readers are free. */
  void readOn() {
    if (at.book().unread().isEmpty() || at.desk().awaits(Alarm.DETAILS)) {
      return;
    }
    Session asking = session == null ? at.session() : session;
    session = asking;
    while (reading < READERS && !at.book().unread().isEmpty()) {
      read(asking, at.book().unread().take(EACH));
    }
  }

  void stop() {
    if (session != null) {
      session.end();
      session = null;
    }
    reading = 0;
    at.desk().cancel(Alarm.DETAILS);
  }

  private void read(Session asking, List<String> ids) {
    reading++;
    Book book = at.book();
    asking.ask(
        "nomad-client",
        () -> {
          List<Client> found = new ArrayList<>(ids.size());
          for (String id : ids) {
            Optional.ofNullable(at.lists().client(id)).ifPresent(found::add);
          }
          return found;
        },
        found -> {
          reading--;
          found.forEach(book::read);
        },
        trouble -> {
          reading--;
          book.unread().again(ids);
          at.desk().in(Alarm.DETAILS, REST, this::readOn);
        });
  }
}
