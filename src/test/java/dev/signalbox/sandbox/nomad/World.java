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
 * The cluster behind a {@link FakeNomad} and the switches for what happens to it. Clients are named
 * by name or id, jobs by id in the namespace {@code default}, allocations by id. Whatever needs
 * time happens with {@link #tick} when the clock has come there.
 */
public final class World extends Clients {

  static final String NAMESPACE = "default";

  final Jobs jobs;
  private final Set<String> namespaces = new ConcurrentSkipListSet<>(List.of(NAMESPACE));
  private volatile List<Server> servers;

  /** A server; one that has not been healthy makes autopilot answer 429. */
  public record Server(String name, String address, String version, boolean healthy) {}

  World(Profile profile, Clock clock) {
    super(new State(profile, clock));
    jobs = new Jobs(state, scheduler);
    servers = three(profile.version());
  }

  private static List<Server> three(String version) {
    return List.of(
        new Server("nomad-server-0.global", "10.0.1.10", version, true),
        new Server("nomad-server-1.global", "10.0.1.11", version, true),
        new Server("nomad-server-2.global", "10.0.1.12", version, true));
  }

  /** Nothing is left but three healthy servers whose log goes on. */
  void beginAgain() {
    state.beginAgain();
    scheduler.resume();
    servers = three(state.profile.version());
    namespaces.clear();
    namespaces.add(NAMESPACE);
  }

  /** Does what is due by the clock: builds' next steps, deadlines of drains, kills. */
  public void tick() {
    state.tick();
  }

  /** Has something done by {@link #tick} after so long. */
  public void after(Duration time, Runnable act) {
    state.at(state.now().plus(time), act);
  }

  /** The index of the last write. */
  public long index() {
    return state.index();
  }

  // jobs

  /** Registers a batch job of one task {@code build-agent}, which runs until it is finished. */
  public String run(String jobId, long cpu, long memory) {
    jobs.register(Specs.build(jobId, cpu, memory, state.now()));
    return jobId;
  }

  /** Registers the same in a namespace of its own. */
  public String runIn(String namespace, String jobId, long cpu, long memory) {
    namespaces.add(namespace);
    jobs.register(Specs.build(new JobId(namespace, jobId), cpu, memory, state.now()));
    return jobId;
  }

  /** Registers the same on one client, whose name is a constraint. */
  public String runOn(String client, String jobId, long cpu, long memory) {
    JobState job = Specs.build(jobId, cpu, memory, state.now());
    job.constraints = List.of(new JobState.Constraint("${node.unique.name}", "=", client));
    jobs.register(job);
    return jobId;
  }

  /** Registers a batch job that wants what no client may have. */
  public String runWhere(String jobId, String attribute, String value, long cpu, long memory) {
    JobState job = Specs.build(jobId, cpu, memory, state.now());
    job.constraints = List.of(new JobState.Constraint("${attr." + attribute + "}", "=", value));
    jobs.register(job);
    return jobId;
  }

  /** Registers a service of so many allocations. */
  public String serve(String jobId, int count, long cpu, long memory) {
    JobState job = Specs.build(jobId, cpu, memory, state.now());
    job.type = "service";
    JobState.Group group = job.groups.getFirst();
    job.groups =
        List.of(
            new JobState.Group(
                group.name(), count, group.disk(), group.constraints(), group.tasks()));
    jobs.register(job);
    return jobId;
  }

  /** Registers a parameterised job from which builds are dispatched. */
  public String offer(String jobId, long cpu, long memory) {
    JobState job = Specs.build(jobId, cpu, memory, state.now());
    job.parameterized = true;
    jobs.register(job);
    return jobId;
  }

  /** Dispatches a build and answers its id, which holds a slash. */
  public String dispatch(String parent, Map<String, String> meta) {
    return jobs.dispatch(job(parent), meta).jobId();
  }

  /** Stops a job, or has it forgotten at once. */
  public void stopJob(String jobId, boolean purge) {
    jobs.stop(job(jobId), purge);
  }

  /** The status of a job, or empty when there is none. */
  public String statusOf(String jobId) {
    return state.job(new JobId(NAMESPACE, jobId)).map(job -> job.status).orElse("");
  }

  /** Evaluations stay pending from now on. */
  public void pauseScheduler() {
    scheduler.pause();
  }

  /** Pending evaluations are processed again. */
  public void resumeScheduler() {
    scheduler.resume();
  }

  // allocations

  /** The ids of the allocations of a job, oldest first. */
  public List<String> allocationsOf(String jobId) {
    return state.allocsOf(new JobId(NAMESPACE, jobId)).stream().map(alloc -> alloc.id).toList();
  }

  /** The id of the newest allocation of a job. */
  public String allocationOf(String jobId) {
    return allocationsOf(jobId).getLast();
  }

  /** The ids of the allocations on a client that have not ended. */
  public List<String> runningOn(String client) {
    return state.allocsOn(node(client).id).stream()
        .filter(alloc -> !alloc.clientTerminal())
        .map(alloc -> alloc.id)
        .toList();
  }

  /** What the client says of an allocation. */
  public String clientStatus(String allocId) {
    return alloc(allocId).status;
  }

  /** The tasks of an allocation end with this exit code. */
  public void finish(String allocId, int exitCode) {
    runner.finish(alloc(allocId).id, exitCode, false);
  }

  /** The client tells that something happened to the tasks of an allocation. */
  public void tell(String allocId, String type, String message) {
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
                                task.state(), AllocState.Event.of(type, message, entry.now())))));
  }

  /** The tasks of an allocation are killed for memory. */
  public void runOutOfMemory(String allocId) {
    runner.finish(alloc(allocId).id, 137, true);
  }

  /** A task of an allocation writes; the stream is {@code stdout} or {@code stderr}. */
  public void write(String allocId, String task, String stream, String text) {
    write(allocId, task, stream, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with any bytes, such as half a character. */
  public void write(String allocId, String task, String stream, byte[] bytes) {
    state.logs.append(new LogBook.Key(allocId, task, stream), bytes);
  }

  /** What a task writes from now on goes to the next file. */
  public void rotateLog(String allocId, String task, String stream) {
    state.logs.rotate(new LogBook.Key(allocId, task, stream));
  }

  /** The newest log file is emptied, which followers are told. */
  public void truncateLog(String allocId, String task, String stream) {
    state.logs.truncate(new LogBook.Key(allocId, task, stream));
  }

  // what servers do silently

  /** Forgets ended allocations and evaluations, of which no event tells. */
  public void collectGarbage() {
    List<AllocState> ended =
        state.copyOf(state.allocs.values()).stream().filter(AllocState::clientTerminal).toList();
    List<EvalState> done =
        state.copyOf(state.evals.values()).stream().filter(eval -> !eval.open()).toList();
    state.apply(
        "EvalDelete",
        entry -> {
          ended.forEach(entry::collect);
          done.forEach(entry::collect);
        });
  }

  /** Ends all streams; the servers still have the events. */
  public void dropStreams() {
    state.broker.disconnect();
  }

  /** Ends all streams and loses the events that were buffered, as a restart does. */
  public void restartServers() {
    state.broker.forget();
    state.broker.disconnect();
  }

  /** The log is set back to an earlier index, as restoring a snapshot of the servers does. */
  public void rewind(long index) {
    state.rewind(index);
    state.broker.disconnect();
  }

  /** Replaces the servers; the first one leads. */
  public void setServers(List<Server> all) {
    servers = List.copyOf(all);
  }

  List<Server> servers() {
    return servers;
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

  JobState job(String id) {
    return state
        .job(new JobId(NAMESPACE, id))
        .orElseThrow(() -> new NoSuchElementException("No job " + id));
  }

  AllocState alloc(String id) {
    return state.alloc(id).orElseThrow(() -> new NoSuchElementException("No allocation " + id));
  }
}
