package dev.signalbox.audit.ingest;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.EventStore;
import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.ingest.IngestBody.Content;
import dev.signalbox.audit.ingest.IngestJson.Line;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events into the log, some hundreds in a transaction. Whatever ends it in the middle, what
 * was taken stays, and who sends everything once more is told how much of it was known.
 */
@Component
class Ingest implements DisposableBean {

  private static final int AT_ONCE = 1000;

  private final EventParser parser;
  private final EventStore store;
  private final CurrentActor actors;
  private final TransactionTemplate transaction;
  private final Counter stored;
  private final Counter duplicates;
  private final Counter rejected;

  private final ExecutorService reading = Executors.newVirtualThreadPerTaskExecutor();

  Ingest(
      EventStore store,
      CurrentActor actors,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters) {
    this.parser = new EventParser(clock);
    this.store = store;
    this.actors = actors;
    this.transaction = transaction;
    this.stored = counter(meters, "stored");
    this.duplicates = counter(meters, "duplicate");
    this.rejected = counter(meters, "rejected");
  }

  IngestJson take(Content.Lines lines) {
    Actor broughtBy = actors.actor();
    List<IngestBody.Line> all = lines.lines();
    Took took = new Took();
    // while the database stores some of the lines, the next ones are read
    Future<Chunk> next = reading.submit(() -> chunk(all, 0));
    for (int start = 0; start < all.size(); start += AT_ONCE) {
      Chunk chunk = read(next);
      int after = start + AT_ONCE;
      next = reading.submit(() -> chunk(all, after));
      took.add(chunk, added(chunk.events(), broughtBy));
    }
    @Nullable String broken = lines.broken();
    if (broken != null) {
      took.bad.add(new Line(all.size() + 1, broken));
    }
    stored.increment(took.added);
    duplicates.increment(took.known);
    rejected.increment(took.bad.size());
    return new IngestJson(took.added, took.known, took.bad, took.ignored);
  }

  @Override
  public void destroy() {
    reading.shutdownNow();
  }

  private static Chunk read(Future<Chunk> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The console is being stopped.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A line could not be read.", e.getCause());
    }
  }

  private Chunk chunk(List<IngestBody.Line> all, int start) {
    Chunk chunk = new Chunk(new ArrayList<>(AT_ONCE), new ArrayList<>(), new TreeSet<>());
    for (IngestBody.Line line :
        all.subList(Math.min(start, all.size()), Math.min(start + AT_ONCE, all.size()))) {
      switch (parsed(line)) {
        case Parsed.Event good -> {
          chunk.events().add(good.event());
          chunk.ignored().addAll(good.ignored());
        }
        case Parsed.Rejected wrong -> chunk.bad().add(new Line(line.number(), wrong.why()));
      }
    }
    return chunk;
  }

  private Parsed parsed(IngestBody.Line line) {
    @Nullable String text = line.text();
    return text == null ? new Parsed.Rejected("The line is not UTF-8.") : parser.parse(text);
  }

  private int added(List<NewEvent> events, Actor broughtBy) {
    return events.isEmpty()
        ? 0
        : Objects.requireNonNull(transaction.execute(status -> store.add(events, broughtBy)));
  }

  /** Some lines, read. */
  private record Chunk(List<NewEvent> events, List<Line> bad, Set<String> ignored) {}

  /** What was taken so far. */
  private static final class Took {

    private int added;
    private int known;
    private final List<Line> bad = new ArrayList<>();
    private final Set<String> ignored = new TreeSet<>();

    void add(Chunk chunk, int stored) {
      added += stored;
      known += chunk.events().size() - stored;
      bad.addAll(chunk.bad());
      ignored.addAll(chunk.ignored());
    }
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("signalbox.audit.ingested")
        .description("Events that were brought to the audit log")
        .tag("outcome", outcome)
        .register(meters);
  }
}
