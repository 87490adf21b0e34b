package dev.signalbox.sandbox.nomad;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The cluster behind a {@link FakeNomad} and its controls. Clients are addressed by name or id,
 * jobs by id in the namespace {@code default}, allocations by id. Scheduled actions run with {@link
 * #tick} once the clock reaches their time.
 */
public final class SimulatedCluster extends ClientControls {

  static final String NAMESPACE = "default";

  final JobRegistry jobs;
  private final Set<String> namespaces = new ConcurrentSkipListSet<>(List.of(NAMESPACE));
  private volatile List<Server> servers;
  private volatile int raftProtocol;

  /** A server. If one is unhealthy, autopilot health responds with 429. */
  public record Server(String name, String address, String version, boolean healthy) {}

  SimulatedCluster(NomadVersionProfile profile, Clock clock) {
    super(new ServerState(profile, clock));
    jobs = new JobRegistry(state, scheduler);
    servers = threeServers(profile.version());
    raftProtocol = profile.defaultRaftProtocol();
  }

  private static List<Server> threeServers(String version) {
    return List.of(
        new Server("nomad-server-0.global", "10.0.1.10", version, true),
        new Server("nomad-server-1.global", "10.0.1.11", version, true),
        new Server("nomad-server-2.global", "10.0.1.12", version, true));
  }

  /** Removes everything except three healthy servers. The index continues to increase. */
  void reset() {
    state.reset();
    runner.reset();
    scheduler.resume();
    servers = threeServers(state.profile.version());
    raftProtocol = state.profile.defaultRaftProtocol();
    namespaces.clear();
    namespaces.add(NAMESPACE);
  }

  /** Runs the actions that are due: build steps, drain deadlines and kill timeouts. */
  public void tick() {
    state.tick();
  }

  /** Schedules an action that {@link #tick} runs after the given time. */
  public void after(Duration time, Runnable action) {
    state.schedule(state.now().plus(time), action);
  }

  /** Returns the index of the last write. */
  public long index() {
    return state.index();
  }

  // jobs

  /** Registers a batch job with one task {@code build-agent} that runs until {@link #finish}. */
  public String run(String jobId, long cpu, long memory) {
    jobs.register(JobSpecs.build(jobId, cpu, memory, state.now()));
    return jobId;
  }

  /** Registers a batch job in the given namespace. */
  public String runInNamespace(String namespace, String jobId, long cpu, long memory) {
    namespaces.add(namespace);
    jobs.register(JobSpecs.build(new JobId(namespace, jobId), cpu, memory, state.now()));
    return jobId;
  }

  /** Registers a batch job with a constraint on the name of a client. */
  public String runOnClient(String client, String jobId, long cpu, long memory) {
    StoredJob job = JobSpecs.build(jobId, cpu, memory, state.now());
    job.constraints = List.of(new StoredJob.Constraint("${node.unique.name}", "=", client));
    jobs.register(job);
    return jobId;
  }

  /** Registers a batch job with a constraint on a client attribute. */
  public String runWithConstraint(
      String jobId, String attribute, String value, long cpu, long memory) {
    StoredJob job = JobSpecs.build(jobId, cpu, memory, state.now());
    job.constraints = List.of(new StoredJob.Constraint("${attr." + attribute + "}", "=", value));
    jobs.register(job);
    return jobId;
  }

  /** Registers a service job with the given number of allocations. */
  public String runService(String jobId, int count, long cpu, long memory) {
    StoredJob job = JobSpecs.build(jobId, cpu, memory, state.now());
    job.type = "service";
    StoredJob.TaskGroup group = job.groups.getFirst();
    job.groups =
        List.of(
            new StoredJob.TaskGroup(
                group.name(), count, group.disk(), group.constraints(), group.tasks()));
    jobs.register(job);
    return jobId;
  }

  /** Registers a parameterized job. */
  public String registerParameterized(String jobId, long cpu, long memory) {
    StoredJob job = JobSpecs.build(jobId, cpu, memory, state.now());
    job.parameterized = true;
    jobs.register(job);
    return jobId;
  }

  /** Dispatches a build and returns its id, which contains a slash. */
  public String dispatch(String parent, Map<String, String> meta) {
    return jobs.dispatch(job(parent), meta).jobId();
  }

  /** Stops a job, or purges it. */
  public void stopJob(String jobId, boolean purge) {
    jobs.stop(job(jobId), purge);
  }

  /** Returns the status of a job, or an empty string if it doesn't exist. */
  public String statusOf(String jobId) {
    return state.job(new JobId(NAMESPACE, jobId)).map(job -> job.status).orElse("");
  }

  /** Leaves new evaluations pending. */
  public void pauseScheduler() {
    scheduler.pause();
  }

  /** Processes pending evaluations again. */
  public void resumeScheduler() {
    scheduler.resume();
  }

  // allocations

  /** Returns the allocation ids of a job, oldest first. */
  public List<String> allocationsOf(String jobId) {
    return state.allocsOf(new JobId(NAMESPACE, jobId)).stream().map(alloc -> alloc.id).toList();
  }

  /** Returns the id of the newest allocation of a job. */
  public String allocationOf(String jobId) {
    return allocationsOf(jobId).getLast();
  }

  /** Returns the ids of the allocations on a client that are not terminal. */
  public List<String> runningOn(String client) {
    return state.allocsOn(node(client).id).stream()
        .filter(alloc -> !alloc.isClientTerminal())
        .map(alloc -> alloc.id)
        .toList();
  }

  /** Returns the client status of an allocation. */
  public String clientStatus(String allocId) {
    return alloc(allocId).status;
  }

  /** Ends the tasks of an allocation with an exit code. */
  public void finish(String allocId, int exitCode) {
    runner.finish(alloc(allocId).id, exitCode, false);
  }

  /** Adds an event to every task of an allocation. */
  public void addTaskEvent(String allocId, String type, String message) {
    state.apply(
        "AllocationUpdated",
        entry ->
            entry.put(
                state
                    .existingAlloc(allocId)
                    .copy()
                    .tasks(
                        task ->
                            task.with(
                                task.state(),
                                StoredAllocation.TaskEvent.of(type, message, entry.now())))));
  }

  /** Ends the tasks of an allocation as killed by the OOM killer. */
  public void runOutOfMemory(String allocId) {
    runner.finish(alloc(allocId).id, 137, true);
  }

  /** Lets the tasks of an allocation ignore interrupts, so that they run until they are killed. */
  public void ignoreInterrupts(String allocId) {
    runner.ignoreInterrupts(allocId);
  }

  /** Deletes the files of an allocation, as the garbage collection of the clients does. */
  public void collectFiles(String allocId) {
    state.logs.remove(allocId);
  }

  /** Appends text to a log stream, {@code stdout} or {@code stderr}. */
  public void write(String allocId, String task, String stream, String text) {
    write(allocId, task, stream, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes to a log stream, for example half of a UTF-8 character. */
  public void write(String allocId, String task, String stream, byte[] bytes) {
    state.logs.append(new TaskLogStore.LogKey(allocId, task, stream), bytes);
  }

  /** Starts the next log file. */
  public void rotateLog(String allocId, String task, String stream) {
    state.logs.rotate(new TaskLogStore.LogKey(allocId, task, stream));
  }

  /** Truncates the newest log file. Followers receive a file event. */
  public void truncateLog(String allocId, String task, String stream) {
    state.logs.truncate(new TaskLogStore.LogKey(allocId, task, stream));
  }

  // servers

  /** Removes terminal allocations and evaluations. No events are published. */
  public void collectGarbage() {
    List<StoredAllocation> ended =
        state.copyOf(state.allocs.values()).stream()
            .filter(StoredAllocation::isClientTerminal)
            .toList();
    List<StoredEvaluation> done =
        state.copyOf(state.evals.values()).stream().filter(eval -> !eval.isOpen()).toList();
    state.apply(
        "EvalDelete",
        entry -> {
          ended.forEach(entry::collect);
          done.forEach(entry::collect);
        });
  }

  /** Ends all event streams. The buffered events are kept. */
  public void dropStreams() {
    state.broker.disconnect();
  }

  /** Ends all event streams and clears the buffered events, as a restart does. */
  public void restartServers() {
    state.broker.clear();
    state.broker.disconnect();
  }

  /** Sets the index back, as restoring an older snapshot does. */
  public void rewind(long index) {
    state.rewind(index);
    state.broker.disconnect();
  }

  /** Replaces the servers. The first one is the leader. */
  public void setServers(List<Server> all) {
    servers = List.copyOf(all);
  }

  List<Server> servers() {
    return servers;
  }

  /** Sets {@code raft_protocol} of all servers. */
  public void setRaftProtocol(int version) {
    raftProtocol = version;
  }

  int raftProtocol() {
    return raftProtocol;
  }

  /** Adds a namespace. */
  public void addNamespace(String name) {
    namespaces.add(name);
  }

  List<String> namespaces() {
    return List.copyOf(namespaces);
  }

  Instant now() {
    return state.now();
  }

  StoredJob job(String id) {
    return state
        .job(new JobId(NAMESPACE, id))
        .orElseThrow(() -> new NoSuchElementException("No job " + id));
  }

  StoredAllocation alloc(String id) {
    return state.alloc(id).orElseThrow(() -> new NoSuchElementException("No allocation " + id));
  }
}
