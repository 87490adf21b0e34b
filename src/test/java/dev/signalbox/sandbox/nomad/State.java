package dev.signalbox.sandbox.nomad;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the servers keep, under one lock; it changes by {@link Entry} only. */
final class State {

  /** What cannot be counted from the allocations that are left. */
  static final class Summary {
    Map<String, Integer> queued = Map.of();
    int complete;
    int failed;
    int lost;
    long createIndex;
    long modifyIndex;
  }

  final Profile profile;
  final Broker broker = new Broker();
  final LogBook logs = new LogBook();
  final ReentrantLock lock = new ReentrantLock();
  final Map<String, NodeState> nodes = new TreeMap<>();
  final Map<JobId, JobState> jobs = new TreeMap<>();
  final Map<JobId, Summary> summaries = new HashMap<>();
  final Map<String, AllocState> allocs = new TreeMap<>();
  final Map<String, EvalState> evals = new TreeMap<>();
  private final Condition changed = lock.newCondition();
  private final Map<String, Set<String>> allocsOfNode = new HashMap<>();
  private final Map<JobId, Set<String>> allocsOfJob = new HashMap<>();
  private final Map<JobId, Set<String>> evalsOfJob = new HashMap<>();
  private final Map<JobId, Set<JobId>> children = new HashMap<>();
  private final Map<Table, Long> indexes = new EnumMap<>(Table.class);
  private final Timers timers;
  private Random random = new Random(42);
  private int dispatches;
  private long index = 7;

  State(Profile profile, Clock clock) {
    this.profile = profile;
    this.timers = new Timers(clock);
  }

  Instant now() {
    return timers.now();
  }

  /** The same ones in each life of a world. */
  String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  int nextDispatch() {
    return ++dispatches;
  }

  // changing

  /** Applies one entry of the log, and tells of it. */
  long apply(String type, Consumer<Entry> work) {
    return apply(type, true, work);
  }

  long apply(String type, boolean told, Consumer<Entry> work) {
    lock.lock();
    try {
      Entry entry = new Entry(this, ++index, type);
      work.accept(entry);
      List<Happening> happenings = entry.close();
      if (told) {
        broker.publish(index, happenings);
      }
      changed.signalAll();
      return entry.index();
    } finally {
      lock.unlock();
    }
  }

  /** Runs something that applies several entries, none of which others see alone. */
  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void touch(Table table, long at) {
    indexes.put(table, at);
  }

  void keep(NodeState node) {
    nodes.put(node.id, node);
  }

  void keep(JobState job) {
    if (jobs.put(job.key, job) == null) {
      Summary summary = new Summary();
      summary.createIndex = index;
      summaries.put(job.key, summary);
      if (!job.parentId.isEmpty()) {
        children
            .computeIfAbsent(
                new JobId(job.key.namespace(), job.parentId), parent -> new LinkedHashSet<>())
            .add(job.key);
      }
    }
    summary(job.key).modifyIndex = index;
  }

  void keep(AllocState alloc) {
    if (allocs.put(alloc.id, alloc) == null) {
      allocsOfNode.computeIfAbsent(alloc.nodeId, id -> new LinkedHashSet<>()).add(alloc.id);
      allocsOfJob.computeIfAbsent(alloc.job, id -> new LinkedHashSet<>()).add(alloc.id);
    }
  }

  void keep(EvalState eval) {
    if (evals.put(eval.id, eval) == null) {
      evalsOfJob.computeIfAbsent(eval.job, id -> new LinkedHashSet<>()).add(eval.id);
    }
  }

  void forget(NodeState node) {
    nodes.remove(node.id);
  }

  void forget(JobState job) {
    jobs.remove(job.key);
    summaries.remove(job.key);
    Set<JobId> siblings = children.get(new JobId(job.key.namespace(), job.parentId));
    if (siblings != null) {
      siblings.remove(job.key);
    }
  }

  void forget(AllocState alloc) {
    allocs.remove(alloc.id);
    allocsOfNode.getOrDefault(alloc.nodeId, Set.of()).remove(alloc.id);
    allocsOfJob.getOrDefault(alloc.job, Set.of()).remove(alloc.id);
    logs.forget(alloc.id);
    Summary summary = summaries.get(alloc.job);
    if (summary != null) {
      switch (alloc.status) {
        case "complete" -> summary.complete++;
        case "failed" -> summary.failed++;
        case "lost" -> summary.lost++;
        default -> {}
      }
    }
  }

  void forget(EvalState eval) {
    evals.remove(eval.id);
    evalsOfJob.getOrDefault(eval.job, Set.of()).remove(eval.id);
  }

  /** Everything is gone, and the log goes on as if much had happened meanwhile. */
  void beginAgain() {
    lock.lock();
    try {
      nodes.clear();
      jobs.clear();
      summaries.clear();
      allocs.clear();
      evals.clear();
      allocsOfNode.clear();
      allocsOfJob.clear();
      evalsOfJob.clear();
      children.clear();
      timers.clear();
      logs.clear();
      random = new Random(42);
      dispatches = 0;
      index += 1000;
      broker.forget();
    } finally {
      lock.unlock();
    }
  }

  /** Sets the log back, as restoring an older snapshot of the servers does. */
  void rewind(long to) {
    lock.lock();
    try {
      index = to;
      indexes.replaceAll((table, at) -> Math.min(at, to));
      nodes.replaceAll((id, node) -> node.setBack(to));
      jobs.replaceAll((id, job) -> job.setBack(to));
      allocs.replaceAll((id, alloc) -> alloc.setBack(to));
      evals.replaceAll((id, eval) -> eval.setBack(to));
      broker.forget();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // reading

  long index() {
    return locked(() -> index);
  }

  long index(Table... tables) {
    return locked(
        () -> {
          long highest = 1;
          for (Table table : tables) {
            highest = Math.max(highest, indexes.getOrDefault(table, 1L));
          }
          return highest;
        });
  }

  /** Waits until the supplier tells a newer index, or so long. */
  void await(long after, Supplier<Long> supplier, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      // a log that went backwards is news, too
      while (supplier.get() <= after && supplier.get() > 0 && left > 0 && index >= after) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  <T> List<T> copyOf(Collection<T> things) {
    return locked(() -> List.copyOf(things));
  }

  List<AllocState> allocsOn(String nodeId) {
    return locked(
        () ->
            allocsOfNode.getOrDefault(nodeId, Set.of()).stream()
                .map(allocs::get)
                .<AllocState>mapMulti(State::present)
                .toList());
  }

  List<AllocState> allocsOf(JobId job) {
    return locked(
        () ->
            allocsOfJob.getOrDefault(job, Set.of()).stream()
                .map(allocs::get)
                .<AllocState>mapMulti(State::present)
                .toList());
  }

  List<EvalState> evalsOf(JobId job) {
    return locked(
        () ->
            evalsOfJob.getOrDefault(job, Set.of()).stream()
                .map(evals::get)
                .<EvalState>mapMulti(State::present)
                .toList());
  }

  List<JobState> childrenOf(JobId job) {
    return locked(
        () ->
            children.getOrDefault(job, Set.of()).stream()
                .map(jobs::get)
                .<JobState>mapMulti(State::present)
                .toList());
  }

  Optional<NodeState> node(String id) {
    return locked(() -> Optional.ofNullable(nodes.get(id)));
  }

  NodeState existingNode(String id) {
    return node(id).orElseThrow(() -> new NoSuchElementException("No client " + id));
  }

  AllocState existingAlloc(String id) {
    return alloc(id).orElseThrow(() -> new NoSuchElementException("No allocation " + id));
  }

  Optional<JobState> job(JobId id) {
    return locked(() -> Optional.ofNullable(jobs.get(id)));
  }

  Optional<AllocState> alloc(String id) {
    return locked(() -> Optional.ofNullable(allocs.get(id)));
  }

  Optional<EvalState> eval(String id) {
    return locked(() -> Optional.ofNullable(evals.get(id)));
  }

  Summary summary(JobId job) {
    return summaries.computeIfAbsent(job, id -> new Summary());
  }

  // time

  /** Has something done when the clock has come there, with the lock held. */
  void at(Instant when, Runnable act) {
    locked(() -> timers.add(when, act));
  }

  /** Does something as if it were another moment. */
  void asOf(Instant moment, Runnable act) {
    locked(() -> timers.asOf(moment, act));
  }

  /** Does what is due. */
  void tick() {
    locked(timers::run);
  }

  private static <T> void present(@Nullable T one, Consumer<T> found) {
    if (one != null) {
      found.accept(one);
    }
  }
}
