package dev.signalbox.audit.ingest;

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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events into the log, some hundreds in a transaction. Whatever ends it in the middle, what
 * was taken stays, and who sends everything once more is told how much of it was known.
 */
@Component
class Ingest {

  private static final int AT_ONCE = 1000;

  private final EventParser parser;
  private final EventStore store;
  private final TransactionTemplate transaction;
  private final Counter stored;
  private final Counter duplicates;
  private final Counter rejected;

  Ingest(EventStore store, TransactionTemplate transaction, Clock clock, MeterRegistry meters) {
    this.parser = new EventParser(clock);
    this.store = store;
    this.transaction = transaction;
    this.stored = counter(meters, "stored");
    this.duplicates = counter(meters, "duplicate");
    this.rejected = counter(meters, "rejected");
  }

  IngestJson take(Content.Lines lines) {
    List<NewEvent> events = new ArrayList<>();
    List<Line> bad = new ArrayList<>();
    Set<String> ignored = new TreeSet<>();
    for (IngestBody.Line line : lines.lines()) {
      switch (parsed(line)) {
        case Parsed.Event good -> {
          events.add(good.event());
          ignored.addAll(good.ignored());
        }
        case Parsed.Rejected wrong -> bad.add(new Line(line.number(), wrong.why()));
      }
    }
    @Nullable String broken = lines.broken();
    if (broken != null) {
      bad.add(new Line(lines.lines().size() + 1, broken));
    }
    int added = added(events);
    stored.increment(added);
    duplicates.increment(events.size() - added);
    rejected.increment(bad.size());
    return new IngestJson(added, events.size() - added, bad, ignored);
  }

  private Parsed parsed(IngestBody.Line line) {
    @Nullable String text = line.text();
    return text == null ? new Parsed.Rejected("The line is not UTF-8.") : parser.parse(text);
  }

  private int added(List<NewEvent> events) {
    int added = 0;
    for (int start = 0; start < events.size(); start += AT_ONCE) {
      List<NewEvent> some = events.subList(start, Math.min(start + AT_ONCE, events.size()));
      added += Objects.requireNonNull(transaction.execute(status -> store.add(some)));
    }
    return added;
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("signalbox.audit.ingested")
        .description("Events that were brought to the audit log")
        .tag("outcome", outcome)
        .register(meters);
  }
}
