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
 * Adds received events to the log, 1,000 per transaction. If it is interrupted, committed events
 * stay; sending everything again counts them as duplicates.
 */
@Component
class IngestService implements DisposableBean {

  private static final int EVENTS_PER_TRANSACTION = 1000;

  private final EventParser parser;
  private final EventStore store;
  private final CurrentActor actors;
  private final TransactionTemplate transaction;
  private final Counter stored;
  private final Counter duplicates;
  private final Counter rejected;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  IngestService(
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

  IngestJson ingest(Content.Lines lines) {
    Actor sender = actors.actor();
    List<IngestBody.Line> all = lines.lines();
    Totals totals = new Totals();
    // parses the next lines while the database stores the current ones
    Future<Chunk> next = executor.submit(() -> chunk(all, 0));
    for (int start = 0; start < all.size(); start += EVENTS_PER_TRANSACTION) {
      Chunk chunk = read(next);
      int after = start + EVENTS_PER_TRANSACTION;
      next = executor.submit(() -> chunk(all, after));
      totals.add(chunk, added(chunk.events(), sender));
    }
    @Nullable String broken = lines.broken();
    if (broken != null) {
      totals.bad.add(new Line(all.size() + 1, broken));
    }
    stored.increment(totals.added);
    duplicates.increment(totals.known);
    rejected.increment(totals.bad.size());
    return new IngestJson(totals.added, totals.known, totals.bad, totals.ignored);
  }

  @Override
  public void destroy() {
    executor.shutdownNow();
  }

  private static Chunk read(Future<Chunk> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Signalbox is shutting down.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Could not parse a line.", e.getCause());
    }
  }

  private Chunk chunk(List<IngestBody.Line> all, int start) {
    Chunk chunk =
        new Chunk(new ArrayList<>(EVENTS_PER_TRANSACTION), new ArrayList<>(), new TreeSet<>());
    for (IngestBody.Line line :
        all.subList(
            Math.min(start, all.size()), Math.min(start + EVENTS_PER_TRANSACTION, all.size()))) {
      switch (parsed(line)) {
        case ParseResult.Event good -> {
          chunk.events().add(good.event());
          chunk.ignored().addAll(good.ignored());
        }
        case ParseResult.Rejected wrong -> chunk.bad().add(new Line(line.number(), wrong.reason()));
      }
    }
    return chunk;
  }

  private ParseResult parsed(IngestBody.Line line) {
    @Nullable String text = line.text();
    return text == null
        ? new ParseResult.Rejected("The line is not valid UTF-8.")
        : parser.parse(text);
  }

  private int added(List<NewEvent> events, Actor sender) {
    return events.isEmpty()
        ? 0
        : Objects.requireNonNull(transaction.execute(status -> store.add(events, sender)));
  }

  /** The parsed lines of one transaction. */
  private record Chunk(List<NewEvent> events, List<Line> bad, Set<String> ignored) {}

  /** The counts so far. */
  private static final class Totals {

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
        .description("Events received by the audit log")
        .tag("outcome", outcome)
        .register(meters);
  }
}
