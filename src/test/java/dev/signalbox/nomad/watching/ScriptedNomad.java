package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nomad as the test has written it down: its lists are what they are when asked, its stream says
 * what the test says, when the test says it.
 */
final class ScriptedNomad implements NomadLists {

  Capabilities capabilities =
      new Capabilities(List.of("1.7.7"), true, true, true, true, true, true);
  final List<Client> clients = new ArrayList<>();
  final List<Allocation> allocations = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();
  final List<Evaluation> evaluations = new ArrayList<>();
  final Map<String, Client> whole = new HashMap<>();

  /** Clients about which nothing is to be had but this. */
  final Map<String, OutsideWorldException> unreadable = new HashMap<>();

  /** What clients tell of themselves when they are read alone. */
  final List<Event.ClientTold> events = new ArrayList<>();

  /** What was asked, in order: {@code clients}, {@code clients after 7}, {@code follow 0}. */
  final List<String> asked = new ArrayList<>();

  /** For each list of allocations whether their times were asked for. */
  final List<Boolean> times = new CopyOnWriteArrayList<>();

  private final AtomicInteger followers = new AtomicInteger();

  /** One for each time that somebody began to follow. */
  final Semaphore followed = new Semaphore(0);

  private final Map<Kind, OutsideWorldException> failures = new EnumMap<>(Kind.class);
  private final BlockingQueue<Step> script = new LinkedBlockingQueue<>();
  long index = 100;
  long bytes = 1_000;
  boolean leaderKnown = true;
  @Nullable OutsideWorldException probeFailure;
  @Nullable OutsideWorldException pulseFailure;

  /** How many follow now. */
  int followers() {
    return followers.get();
  }

  void fails(Kind kind, OutsideWorldException failure) {
    failures.put(kind, failure);
  }

  void works() {
    failures.clear();
    probeFailure = null;
    pulseFailure = null;
  }

  /** The stream says this; returns when it was taken. */
  void says(Batch... batches) {
    for (Batch batch : batches) {
      play(new Step(batch, null));
    }
  }

  /** The stream stands. */
  void stands() {
    says(new Batch(0, List.of()));
  }

  /** The stream ends without a word. */
  void ends() {
    play(new Step(null, null));
  }

  void endsWith(OutsideWorldException failure) {
    play(new Step(null, failure));
  }

  private void play(Step step) {
    script.add(step);
    try {
      assertThat(step.taken().await(10, TimeUnit.SECONDS)).as("the stream is followed").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void follow(long from, EventListener listener) {
    note("follow " + from);
    followed.release();
    followers.incrementAndGet();
    @Nullable Step last = null;
    try {
      while (true) {
        Step step = script.take();
        if (step.failure() != null) {
          last = step;
          throw step.failure();
        }
        if (step.batch() == null) {
          last = step;
          return;
        }
        boolean on = listener.heard(step.batch());
        step.taken().countDown();
        if (!on) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      followers.decrementAndGet();
      if (last != null) {
        last.taken().countDown();
      }
    }
  }

  @Override
  public Capabilities probe() {
    note("probe");
    if (probeFailure != null) {
      throw probeFailure;
    }
    return capabilities;
  }

  @Override
  public Heading pulse(boolean stale) {
    note(stale ? "pulse of anybody" : "pulse");
    if (pulseFailure != null && !stale) {
      throw pulseFailure;
    }
    return heading();
  }

  @Override
  public Heading clients(Question question, Consumer<Client> found) {
    return list(Kind.CLIENTS, question, clients, found);
  }

  @Override
  public @Nullable Client client(String id, Consumer<Event.ClientTold> told) {
    note("client " + id);
    if (unreadable.containsKey(id)) {
      throw unreadable.get(id);
    }
    events.stream().filter(event -> event.clientId().equals(id)).forEach(told);
    return whole.get(id);
  }

  @Override
  public Heading allocations(Question question, Consumer<Allocation> found) {
    return list(Kind.ALLOCATIONS, question, allocations, found);
  }

  @Override
  public Heading jobs(Question question, Consumer<Job> found) {
    return list(Kind.JOBS, question, jobs, found);
  }

  @Override
  public Heading evaluations(Question question, Consumer<Evaluation> found) {
    return list(Kind.EVALUATIONS, question, evaluations, found);
  }

  private <T> Heading list(Kind kind, Question question, List<T> things, Consumer<T> found) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    note(question.after() == 0 ? word : word + " after " + question.after());
    if (kind == Kind.ALLOCATIONS) {
      times.add(question.times());
    }
    if (failures.containsKey(kind)) {
      throw failures.get(kind);
    }
    things.forEach(found);
    return heading();
  }

  private Heading heading() {

    return new Heading(index, leaderKnown, Duration.ZERO, bytes);
  }

  private void note(String what) {
    synchronized (asked) {
      asked.add(what);
    }
  }

  /** What the stream does next, and whether it was done. */
  private record Step(
      @Nullable Batch batch, @Nullable OutsideWorldException failure, CountDownLatch taken) {

    Step(@Nullable Batch batch, @Nullable OutsideWorldException failure) {
      this(batch, failure, new CountDownLatch(1));
    }
  }
}
