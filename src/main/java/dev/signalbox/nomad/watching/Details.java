package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients alone for what lists do not tell: attributes, sizes on old servers, the deadline of
 * a drain, and their own events where no stream does. A few at a time, and never so many as to take
 * the servers' connections.
 */
final class Details {

  /** Of the forty connections that an instance may have. */
  static final int READERS = 4;

  private static final int EACH = 25;
  private static final Duration REST = Duration.ofSeconds(30);

  /** Of a client that is read for the first time; what is older tells of nothing that is missed. */
  private static final Duration WORTH_TELLING = Duration.ofHours(24);

  private static final int MANY = 10_000;

  private final Workplace at;
  private final Consumer<ClientTold> told;
  private final Map<String, Instant> lastTold = new HashMap<>();
  private int manyTold = MANY;
  private @Nullable Session session;
  private int reading;

  Details(Workplace at, Consumer<ClientTold> told) {
    this.at = at;
    this.told = told;
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
    at.book().unread().takeUpAgain();
    at.desk().cancel(Alarm.DETAILS, Alarm.DETAILS_AGAIN);
  }

  private void read(Session asking, List<String> ids) {
    reading++;
    Book book = at.book();
    asking.ask(
        "nomad-client",
        () -> Batch.read(at.lists(), ids),
        batch -> {
          reading--;
          for (Whole one : batch.found()) {
            book.read(one.client());
            tell(one.told());
          }
          putBack(book, batch);
        },
        trouble -> {
          // a mistake of ours: the same ones would fall to it at once
          reading--;
          failed(book, ids);
        });
  }

  private void putBack(Book book, Batch batch) {
    book.unread().again(batch.untried());
    if (!batch.untried().isEmpty()) {
      at.desk().in(Alarm.DETAILS, REST, this::readOn);
    }
    failed(book, batch.failed());
  }

  /** Whoever could not be read holds up nobody else. */
  private void failed(Book book, List<String> ids) {
    if (!ids.isEmpty()) {
      book.unread().later(ids);
      if (!at.desk().awaits(Alarm.DETAILS_AGAIN)) {
        at.desk().in(Alarm.DETAILS_AGAIN, REST, () -> at.book().unread().takeUpAgain());
      }
    }
  }

  /** What is new of a client's events; the servers tell its last ten each time. */
  private void tell(List<ClientTold> events) {
    Instant worth = at.confidence().now().minus(WORTH_TELLING);
    Instant last =
        events.isEmpty()
            ? worth
            : lastTold.getOrDefault(events.getFirst().clientId(), Instant.EPOCH);
    for (ClientTold event : events) {
      if (event.at().isAfter(worth) && event.at().isAfter(last)) {
        lastTold.put(event.clientId(), event.at());
        told.accept(event);
      }
    }
    if (lastTold.size() > manyTold) {
      // clients come and go; what is older is not worth telling anyway
      lastTold.values().removeIf(one -> !one.isAfter(worth));
      manyTold = Math.max(MANY, 2 * lastTold.size());
    }
  }

  /**
   * What came of reading some.
   *
   * @param failed those about which nothing was to be had
   * @param untried those that nobody was asked for, as nobody answers
   */
  private record Batch(List<Whole> found, List<String> failed, List<String> untried) {

    static Batch read(NomadLists lists, List<String> ids) {
      List<Whole> found = new ArrayList<>(ids.size());
      List<String> failed = new ArrayList<>();
      for (int next = 0; next < ids.size(); next++) {
        List<ClientTold> told = new ArrayList<>();
        try {
          @Nullable Client client = lists.client(ids.get(next), told::add);
          if (client != null) {
            found.add(new Whole(client, told));
          }
        } catch (Unreachable e) {
          return new Batch(found, failed, ids.subList(next, ids.size()));
        } catch (OutsideWorldException e) {
          failed.add(ids.get(next));
        }
      }
      return new Batch(found, failed, List.of());
    }
  }

  /** A client and its own events, oldest first. */
  private record Whole(Client client, List<ClientTold> told) {}
}
