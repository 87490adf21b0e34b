package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.NomadLists.Question;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What all parts of the watcher work with. It belongs to the desk's thread. */
final class Workplace {

  private final NomadLists lists;
  private final Errands errands;
  private final Desk desk;
  private final Confidence confidence;
  private final RandomGenerator random;
  private final Thrift thrift = new Thrift();
  private final Map<Kind, Long> indexes = new EnumMap<>(Kind.class);
  private Book book = new Book(thrift);

  Workplace(
      NomadLists lists, Errands errands, Desk desk, Confidence confidence, RandomGenerator random) {
    this.lists = lists;
    this.errands = errands;
    this.desk = desk;
    this.confidence = confidence;
    this.random = random;
  }

  NomadLists lists() {
    return lists;
  }

  Desk desk() {
    return desk;
  }

  Confidence confidence() {
    return confidence;
  }

  RandomGenerator random() {
    return random;
  }

  Book book() {
    return book;
  }

  Session session() {
    return new Session(desk, errands);
  }

  Backoff backoff() {
    return new Backoff(random);
  }

  /** Begins a new book: what was known is of a cluster that is no more. */
  void forget() {
    book = new Book(thrift);
    indexes.clear();
  }

  /** The index of the newest list of a kind that the leader answered, or 0. */
  long indexOf(Kind kind) {
    return indexes.getOrDefault(kind, 0L);
  }

  /**
   * Has a list read and written into the book.
   *
   * @param wentBack hears instead that the list is of an older index than one before, which a
   *     leader says only of a restored or rebuilt cluster
   */
  void list(
      Session session,
      Kind kind,
      Question question,
      Consumer<NomadLists.Heading> listed,
      Consumer<Trouble> failed,
      Runnable wentBack) {
    // only what was known before the question can be missing from its answer
    long known = book.applied();
    session.ask(
        "nomad-" + kind.name().toLowerCase(Locale.ROOT),
        () -> kind.read(lists, question, thrift),
        listing -> {
          long index = listing.heading().index();
          confidence.heard(listing.heading());
          if (!question.stale()) {
            if (index < indexOf(kind)) {
              wentBack.run();
              return;
            }
            indexes.put(kind, index);
          }
          listing.entry().into(book, Math.min(index, known));
          listed.accept(listing.heading());
        },
        failed);
  }
}
