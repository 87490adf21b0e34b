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

/** State of the Nomad servers, guarded by one lock. It is modified only by an {@link RaftEntry}. */
final class ServerState {

  /** The part of a job summary that can't be counted from the stored allocations. */
  static final class JobSummary {
    Map<String, Integer> queued = Map.of();
    int complete;
    int failed;
    int lost;
    long createIndex;
    long modifyIndex;
  }

  final NomadVersionProfile profile;
  final EventBroker broker = new EventBroker();
  final TaskLogStore logs = new TaskLogStore();
  final ReentrantLock lock = new ReentrantLock();
  final Map<String, StoredNode> nodes = new TreeMap<>();
  final Map<JobId, StoredJob> jobs = new TreeMap<>();
  final Map<JobId, JobSummary> summaries = new HashMap<>();
  final Map<String, StoredAllocation> allocs = new TreeMap<>();
  final Map<String, StoredEvaluation> evals = new TreeMap<>();
  private final Condition changed = lock.newCondition();
  private final Map<String, Set<String>> allocsOfNode = new HashMap<>();
  private final Map<JobId, Set<String>> allocsOfJob = new HashMap<>();
  private final Map<JobId, Set<String>> evalsOfJob = new HashMap<>();
  private final Map<JobId, Set<JobId>> children = new HashMap<>();
  private final Map<StateTable, Long> indexes = new EnumMap<>(StateTable.class);
  private final TimerQueue timers;
  private Random random = new Random(42);
  private int dispatches;
  private long index = 7;

  ServerState(NomadVersionProfile profile, Clock clock) {
    this.profile = profile;
    this.timers = new TimerQueue(clock);
  }

  Instant now() {
    return timers.now();
  }

  /** Returns a new id. The sequence is the same after each reset. */
  String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  int nextDispatch() {
    return ++dispatches;
  }

  // writes

  /** Applies a log entry and publishes its events. Returns its index. */
  long apply(String type, Consumer<RaftEntry> work) {
    return apply(type, true, work);
  }

  long apply(String type, boolean published, Consumer<RaftEntry> work) {
    lock.lock();
    try {
      RaftEntry entry = new RaftEntry(this, ++index, type);
      work.accept(entry);
      List<StreamEvent> events = entry.close();
      if (published) {
        broker.publish(index, events);
      }
      changed.signalAll();
      return entry.index();
    } finally {
      lock.unlock();
    }
  }

  /** Runs an action with the lock held, so that several entries become visible together. */
  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void setIndex(StateTable table, long at) {
    indexes.put(table, at);
  }

  void put(StoredNode node) {
    nodes.put(node.id, node);
  }

  void put(StoredJob job) {
    if (jobs.put(job.key, job) == null) {
      JobSummary summary = new JobSummary();
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

  void put(StoredAllocation alloc) {
    if (allocs.put(alloc.id, alloc) == null) {
      allocsOfNode.computeIfAbsent(alloc.nodeId, id -> new LinkedHashSet<>()).add(alloc.id);
      allocsOfJob.computeIfAbsent(alloc.job, id -> new LinkedHashSet<>()).add(alloc.id);
    }
  }

  void put(StoredEvaluation eval) {
    if (evals.put(eval.id, eval) == null) {
      evalsOfJob.computeIfAbsent(eval.job, id -> new LinkedHashSet<>()).add(eval.id);
    }
  }

  void remove(StoredNode node) {
    nodes.remove(node.id);
  }

  void remove(StoredJob job) {
    jobs.remove(job.key);
    summaries.remove(job.key);
    Set<JobId> siblings = children.get(new JobId(job.key.namespace(), job.parentId));
    if (siblings != null) {
      siblings.remove(job.key);
    }
  }

  void remove(StoredAllocation alloc) {
    allocs.remove(alloc.id);
    allocsOfNode.getOrDefault(alloc.nodeId, Set.of()).remove(alloc.id);
    allocsOfJob.getOrDefault(alloc.job, Set.of()).remove(alloc.id);
    logs.remove(alloc.id);
    JobSummary summary = summaries.get(alloc.job);
    if (summary != null) {
      switch (alloc.status) {
        case "complete" -> summary.complete++;
        case "failed" -> summary.failed++;
        case "lost" -> summary.lost++;
        default -> {}
      }
    }
  }

  void remove(StoredEvaluation eval) {
    evals.remove(eval.id);
    evalsOfJob.getOrDefault(eval.job, Set.of()).remove(eval.id);
  }

  /** Removes all objects and increases the index, so that it never goes backwards. */
  void reset() {
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
      broker.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Sets the index back, as restoring an older snapshot does. */
  void rewind(long to) {
    lock.lock();
    try {
      index = to;
      indexes.replaceAll((table, at) -> Math.min(at, to));
      nodes.replaceAll((id, node) -> node.copyRewoundTo(to));
      jobs.replaceAll((id, job) -> job.copyRewoundTo(to));
      allocs.replaceAll((id, alloc) -> alloc.copyRewoundTo(to));
      evals.replaceAll((id, eval) -> eval.copyRewoundTo(to));
      broker.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // reads

  long index() {
    return locked(() -> index);
  }

  long index(StateTable... tables) {
    return locked(
        () -> {
          long highest = 1;
          for (StateTable table : tables) {
            highest = Math.max(highest, indexes.getOrDefault(table, 1L));
          }
          return highest;
        });
  }

  /** Waits until the supplier returns a newer index, or until the timeout. */
  void await(long after, Supplier<Long> supplier, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      // also returns if the index went backwards
      while (supplier.get() <= after && supplier.get() > 0 && left > 0 && index >= after) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  <T> List<T> copyOf(Collection<T> values) {
    return locked(() -> List.copyOf(values));
  }

  List<StoredAllocation> allocsOn(String nodeId) {
    return locked(
        () ->
            allocsOfNode.getOrDefault(nodeId, Set.of()).stream()
                .map(allocs::get)
                .<StoredAllocation>mapMulti(ServerState::present)
                .toList());
  }

  List<StoredAllocation> allocsOf(JobId job) {
    return locked(
        () ->
            allocsOfJob.getOrDefault(job, Set.of()).stream()
                .map(allocs::get)
                .<StoredAllocation>mapMulti(ServerState::present)
                .toList());
  }

  List<StoredEvaluation> evalsOf(JobId job) {
    return locked(
        () ->
            evalsOfJob.getOrDefault(job, Set.of()).stream()
                .map(evals::get)
                .<StoredEvaluation>mapMulti(ServerState::present)
                .toList());
  }

  List<StoredJob> childrenOf(JobId job) {
    return locked(
        () ->
            children.getOrDefault(job, Set.of()).stream()
                .map(jobs::get)
                .<StoredJob>mapMulti(ServerState::present)
                .toList());
  }

  Optional<StoredNode> node(String id) {
    return locked(() -> Optional.ofNullable(nodes.get(id)));
  }

  StoredNode existingNode(String id) {
    return node(id).orElseThrow(() -> new NoSuchElementException("No client " + id));
  }

  StoredAllocation existingAlloc(String id) {
    return alloc(id).orElseThrow(() -> new NoSuchElementException("No allocation " + id));
  }

  Optional<StoredJob> job(JobId id) {
    return locked(() -> Optional.ofNullable(jobs.get(id)));
  }

  Optional<StoredAllocation> alloc(String id) {
    return locked(() -> Optional.ofNullable(allocs.get(id)));
  }

  Optional<StoredEvaluation> eval(String id) {
    return locked(() -> Optional.ofNullable(evals.get(id)));
  }

  JobSummary summary(JobId job) {
    return summaries.computeIfAbsent(job, id -> new JobSummary());
  }

  // time

  /** Runs an action with the lock held once the clock reaches the given time. */
  void schedule(Instant when, Runnable action) {
    locked(() -> timers.add(when, action));
  }

  /** Runs an action as if it were another time. */
  void runAsOf(Instant time, Runnable action) {
    locked(() -> timers.runAsOf(time, action));
  }

  /** Runs the actions that are due. */
  void tick() {
    locked(timers::runDue);
  }

  private static <T> void present(@Nullable T one, Consumer<T> found) {
    if (one != null) {
      found.accept(one);
    }
  }
}
