package dev.signalbox.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** What many tabs measure at the same time. Keeps 8 bytes per request. */
final class LoadRecorder {

  /** A part that a page loads after it is shown. */
  static final String PART = "parts of pages";

  /** A part that is loaded after a change. */
  static final String LIVE = "live updates";

  /** A part that is loaded regularly. */
  static final String POLL = "polls";

  private final Map<String, LongStream.Builder> latencies = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final LongAdder streams = new LongAdder();
  private final LongAdder events = new LongAdder();

  void record(String name, long nanos) {
    latencies.compute(
        name, (same, samples) -> (samples == null ? LongStream.builder() : samples).add(nanos));
  }

  void fail(String message) {
    failures.add(message);
  }

  void streamOpened() {
    streams.increment();
  }

  void eventReceived() {
    events.increment();
  }

  /** Returns the latencies by name. Call once, after the last request. */
  Map<String, LatencySamples> latencies() {
    Map<String, LatencySamples> results = new TreeMap<>();
    latencies.forEach(
        (name, samples) -> results.put(name, new LatencySamples(samples.build().toArray())));
    return results;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  long streams() {
    return streams.sum();
  }

  long events() {
    return events.sum();
  }
}
