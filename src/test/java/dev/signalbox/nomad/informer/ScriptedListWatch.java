package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link NomadListWatch} whose lists and event stream are controlled by the test. */
final class ScriptedListWatch implements NomadListWatch {

  Capabilities capabilities =
      new Capabilities(List.of("1.7.7"), true, true, true, true, true, true);
  final List<Client> clients = new ArrayList<>();
  final List<Allocation> allocations = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();
  final List<Evaluation> evaluations = new ArrayList<>();
  final Map<String, Client> fetched = new HashMap<>();

  /** The ids of clients that are still in lists but no longer exist. */
  final Set<String> removed = new HashSet<>();

  /** The failures of single clients, by id. */
  final Map<String, RemoteSystemException> unreadable = new HashMap<>();

  /** The node events returned with single clients. */
  final List<Event.NodeEventReceived> events = new ArrayList<>();

  /** The requests in order: {@code clients}, {@code clients after 7}, {@code follow 0}. */
  final List<String> requests = new ArrayList<>();

  /** For each list of allocations, whether times were requested. */
  final List<Boolean> times = new CopyOnWriteArrayList<>();

  private final AtomicInteger followers = new AtomicInteger();

  /** Released each time the event stream is connected. */
  final Semaphore followed = new Semaphore(0);

  private final Map<ResourceType, RemoteSystemException> failures =
      new EnumMap<>(ResourceType.class);
  private final BlockingQueue<Step> script = new LinkedBlockingQueue<>();
  long index = 100;

  /** The indexes of types whose list has another one. */
  final Map<ResourceType, Long> indexes = new EnumMap<>(ResourceType.class);

  long bytes = 1_000;
  boolean leaderKnown = true;
  @Nullable RemoteSystemException probeFailure;
  @Nullable RemoteSystemException leaderProbeFailure;

  /** Number of connected event streams. */
  int followers() {
    return followers.get();
  }

  void failList(ResourceType type, RemoteSystemException failure) {
    failures.put(type, failure);
  }

  void recover() {
    failures.clear();
    probeFailure = null;
    leaderProbeFailure = null;
  }

  /** Sends batches on the stream; returns when they were received. */
  void send(Batch... batches) {
    for (Batch batch : batches) {
      play(new Step(batch, null));
    }
  }

  /** Sends a heartbeat on the stream. */
  void sendHeartbeat() {
    send(new Batch(0, List.of()));
  }

  /** Closes the stream without an error. */
  void closeStream() {
    play(new Step(null, null));
  }

  void failStream(RemoteSystemException failure) {
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
    record("follow " + from);
    followed.release();
    followers.incrementAndGet();
    @Nullable Step end = null;
    try {
      while (true) {
        Step step = script.take();
        if (step.failure() != null) {
          end = step;
          throw step.failure();
        }
        if (step.batch() == null) {
          end = step;
          return;
        }
        boolean proceed = listener.onBatch(step.batch());
        step.taken().countDown();
        if (!proceed) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      followers.decrementAndGet();
      if (end != null) {
        end.taken().countDown();
      }
    }
  }

  @Override
  public Capabilities probe() {
    record("probe");
    if (probeFailure != null) {
      throw probeFailure;
    }
    return capabilities;
  }

  @Override
  public ListMeta checkLeader(boolean stale) {
    record(stale ? "leader probe of any server" : "leader probe");
    if (leaderProbeFailure != null && !stale) {
      throw leaderProbeFailure;
    }
    return meta();
  }

  @Override
  public ListMeta clients(ListOptions options, Consumer<Client> found) {
    return list(ResourceType.CLIENTS, options, clients, found);
  }

  @Override
  public @Nullable Client client(String id, Consumer<Event.NodeEventReceived> nodeEvents) {
    record("client " + id);
    if (unreadable.containsKey(id)) {
      throw unreadable.get(id);
    }
    events.stream().filter(event -> event.clientId().equals(id)).forEach(nodeEvents);
    if (removed.contains(id)) {
      return null;
    }
    return fetched.containsKey(id)
        ? fetched.get(id)
        : clients.stream().filter(client -> client.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public ListMeta allocations(ListOptions options, Consumer<Allocation> found) {
    return list(ResourceType.ALLOCATIONS, options, allocations, found);
  }

  @Override
  public ListMeta jobs(ListOptions options, Consumer<Job> found) {
    return list(ResourceType.JOBS, options, jobs, found);
  }

  @Override
  public ListMeta evaluations(ListOptions options, Consumer<Evaluation> found) {
    return list(ResourceType.EVALUATIONS, options, evaluations, found);
  }

  private <T> ListMeta list(
      ResourceType type, ListOptions options, List<T> objects, Consumer<T> found) {
    String name = type.name().toLowerCase(Locale.ROOT);
    record(options.afterIndex() == 0 ? name : name + " after " + options.afterIndex());
    if (type == ResourceType.ALLOCATIONS) {
      times.add(options.includeTimes());
    }
    if (failures.containsKey(type)) {
      throw failures.get(type);
    }
    objects.forEach(found);
    return meta(indexes.getOrDefault(type, index));
  }

  private ListMeta meta() {
    return meta(index);
  }

  private ListMeta meta(long index) {
    return new ListMeta(index, leaderKnown, Duration.ZERO, bytes);
  }

  private void record(String request) {
    synchronized (requests) {
      requests.add(request);
    }
  }

  /** The next action of the stream, and whether it is done. */
  private record Step(
      @Nullable Batch batch, @Nullable RemoteSystemException failure, CountDownLatch taken) {

    Step(@Nullable Batch batch, @Nullable RemoteSystemException failure) {
      this(batch, failure, new CountDownLatch(1));
    }
  }
}
