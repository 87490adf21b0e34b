package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills a cluster with as many clients, allocations and jobs as the largest known installations
 * have, and applies events at a given rate. The data is the same in every run.
 */
public final class LargeCluster {

  /** Number of clients in the largest Nomad cluster that has been described publicly. */
  public static final int CLIENTS = 6_100;

  public static final int ALLOCATIONS = 20_000;

  public static final int JOBS = 50_000;

  private static final int WAITING = 300;
  private static final List<String> PROJECTS =
      List.of("api", "web", "mobile", "infra", "payments", "docs", "reports");
  private static final List<StoredJob.TaskGroup> MEDIUM = List.of(JobSpecs.group(2000, 4096));
  private static final List<StoredJob.TaskGroup> LARGE = List.of(JobSpecs.group(4000, 8192));

  private final SimulatedCluster cluster;
  private final Random random = new Random(7);
  private final List<String> nodes = new ArrayList<>();
  private final List<String> running = new ArrayList<>();
  private int created;

  private LargeCluster(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  /** Fills a cluster with {@link #CLIENTS}, {@link #ALLOCATIONS} and {@link #JOBS}. */
  public static LargeCluster fill(SimulatedCluster cluster) {
    return fill(cluster, CLIENTS, ALLOCATIONS, JOBS);
  }

  /** Fills a cluster. Every allocation has a separate job. No events are published. */
  public static LargeCluster fill(
      SimulatedCluster cluster, int clients, int allocations, int jobs) {
    LargeCluster filled = new LargeCluster(cluster);
    filled.cluster.state.locked(
        () -> {
          filled.addClients(clients);
          filled.addJobs(allocations, jobs);
          return true;
        });
    return filled;
  }

  /** Applies events at the given rate until the result is closed. */
  public AutoCloseable startEvents(int perSecond) {
    Thread thread =
        Thread.ofVirtual()
            .name("large-nomad-cluster")
            .start(
                () -> {
                  long next = System.nanoTime();
                  while (!Thread.currentThread().isInterrupted()) {
                    applyNextEvent();
                    next += Duration.ofSeconds(1).toNanos() / perSecond;
                    LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                  }
                });
    return thread::interrupt;
  }

  /**
   * Applies one event. Of ten events, one starts a build, one ends a build, one is a node event and
   * seven are task events.
   */
  public void applyNextEvent() {
    int turn = created++ % 10;
    cluster.state.locked(
        () -> {
          switch (turn) {
            case 0 -> startBuild();
            case 1 -> endBuild();
            case 2 -> addNodeEvent();
            default -> addTaskEvent();
          }
          return true;
        });
  }

  /** Returns the name of the client with the given number. */
  public String clientName(int number) {
    return cluster.state.existingNode(nodes.get(number)).name;
  }

  private void addClients(int count) {
    cluster.state.apply(
        "NodeRegistration",
        false,
        entry -> {
          for (int i = 0; i < count; i++) {
            StoredNode node = node(i, entry.now());
            nodes.add(node.id);
            entry.put(node);
          }
        });
  }

  private StoredNode node(int i, Instant now) {
    StoredNode node =
        new StoredNode(
            cluster.state.newId(), "ip-10-%d-%d-%d".formatted(i >> 16, (i >> 8) & 255, i & 255));
    boolean isLarge = i % 3 != 0;
    node.address = "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255);
    node.version = cluster.state.profile.version();
    node.datacenter = i % 5 == 0 ? "east-2" : "default";
    node.cpu = isLarge ? 40_000 : 20_000;
    node.memory = isLarge ? 62_464 : 30_500;
    node.cores = isLarge ? 16 : 8;
    node.nodeClass = i % 7 == 0 ? "linux-arm" : "linux-64bit";
    node.eligible = i % 101 != 3;
    node.status = i % 211 == 5 ? "down" : "ready";
    node.statusUpdatedAt = now.minusSeconds(60L * i);
    node.registeredAt = node.statusUpdatedAt;
    node.attributes.put("unique.platform.aws.instance-id", "i-%017x".formatted(i * 7919L));
    node.attributes.put("platform.aws.instance-type", isLarge ? "r5.4xlarge" : "m5.2xlarge");
    node.attributes.put(
        "platform.aws.placement.availability-zone", "us-east-1" + "abc".charAt(i % 3));
    node.attributes.put("unique.hostname", node.name);
    node.attributes.put("os.name", "ubuntu");
    node.attributes.put("cpu.arch", "amd64");
    return node;
  }

  private void addJobs(int allocations, int jobs) {
    int ended = allocations / 4;
    StoredJob parent = JobSpecs.build(NomadFixtureData.PARENT, 2000, 4096, cluster.now());
    parent.parameterized = true;
    cluster.state.apply("JobRegistered", false, entry -> entry.put(parent));
    cluster.state.apply(
        "PlanResult",
        false,
        entry -> {
          for (int i = 0; i < jobs - 1; i++) {
            boolean isWaiting = i >= allocations && i < allocations + WAITING;
            String status = i < allocations - ended ? "running" : isWaiting ? "pending" : "dead";
            StoredJob job = newJob(status);
            if (i < allocations) {
              StoredAllocation alloc = alloc(job, entry.now());
              if (i >= allocations - ended) {
                finish(alloc, i % 9 == 0, entry.now());
              } else {
                running.add(alloc.id);
              }
              entry.put(alloc);
            } else if (isWaiting) {
              entry.put(blocked(job));
              cluster.state.summary(job.key).queued = Map.of(JobSpecs.GROUP, 1);
            }
            entry.putWithStatus(job);
            if (status.equals("dead") && i >= allocations) {
              cluster.state.summary(job.key).complete = 1;
            }
          }
        });
  }

  private StoredJob newJob(String status) {
    int number = created++;
    long at = cluster.now().getEpochSecond() - number % 14_400;
    String hex = "%08x".formatted(number * 2_654_435_761L & 0xffffffffL);
    boolean dispatched = number % 3 == 0;
    String project = PROJECTS.get(number % PROJECTS.size());
    String id =
        dispatched
            ? NomadFixtureData.PARENT + "/dispatch-" + at + "-" + hex
            : "acme-" + project + "-" + number;
    StoredJob job = new StoredJob(new JobId(SimulatedCluster.NAMESPACE, id));
    if (dispatched) {
      job.parentId = NomadFixtureData.PARENT;
      job.dispatched = true;
      job.parameterized = true;
    } else {
      job.name = "acme/" + project + " #" + number;
    }
    job.status = status;
    job.groups = number % 2 == 0 ? MEDIUM : LARGE;
    job.submittedAt = Instant.ofEpochSecond(at);
    return job;
  }

  private StoredAllocation alloc(StoredJob job, Instant now) {
    StoredNode node = cluster.state.existingNode(nodes.get(random.nextInt(nodes.size())));
    StoredAllocation alloc = new StoredAllocation(cluster.state.newId(), job.key);
    alloc.nodeId = node.id;
    alloc.nodeName = node.name;
    alloc.evalId = cluster.state.newId();
    alloc.specs = job.groups.getFirst().tasks();
    alloc.status = "running";
    alloc.statusDescription = "Tasks are running";
    alloc.createdAt = job.submittedAt;
    alloc.tasks =
        Map.of(
            JobSpecs.TASK,
            new StoredAllocation.TaskState("running", false, 0, job.submittedAt, null, List.of())
                .with(
                    "running",
                    StoredAllocation.TaskEvent.of("Received", "Task received by client", now),
                    StoredAllocation.TaskEvent.of("Started", "Task started by client", now)));
    return alloc;
  }

  private static void finish(StoredAllocation alloc, boolean failed, Instant now) {
    alloc.status = failed ? "failed" : "complete";
    alloc.statusDescription = failed ? "Failed tasks" : "All tasks have completed";
    alloc.tasks(
        task ->
            task.with("dead", StoredAllocation.TaskEvent.terminated(failed ? 1 : 0, 0, false, now))
                .finished(failed, now));
  }

  private StoredEvaluation blocked(StoredJob job) {
    StoredEvaluation eval = new StoredEvaluation(cluster.state.newId(), job.key);
    eval.status = "blocked";
    eval.trigger = "queued-allocs";
    eval.createdAt = job.submittedAt;
    eval.queued = Map.of(JobSpecs.GROUP, 1);
    eval.failures =
        Map.of(
            JobSpecs.GROUP,
            new FailedPlacement(
                6000,
                0,
                6000,
                "default",
                Map.of("default", 6000),
                6000,
                Map.of(),
                Map.of("linux-64bit", 6000),
                Map.of("memory", 6000),
                Map.of(JobSpecs.TASK, job.groups.getFirst().tasks().getFirst()),
                0));
    return eval;
  }

  private void startBuild() {
    StoredJob job = newJob("running");
    job.submittedAt = cluster.now();
    cluster.state.apply("JobRegistered", entry -> entry.put(job));
    StoredAllocation alloc = alloc(job, cluster.now());
    running.add(alloc.id);
    cluster.state.apply("PlanResult", entry -> entry.put(alloc));
  }

  private void endBuild() {
    String id = running.remove(random.nextInt(running.size()));
    cluster.state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation alloc = cluster.state.existingAlloc(id).copy();
          finish(alloc, random.nextInt(9) == 0, entry.now());
          entry.put(alloc);
        });
  }

  private void addTaskEvent() {
    String id = running.get(random.nextInt(running.size()));
    cluster.state.apply(
        "AllocationUpdated",
        entry -> {
          StoredAllocation alloc = cluster.state.existingAlloc(id).copy();
          StoredAllocation.TaskEvent event =
              StoredAllocation.TaskEvent.of("Signaling", "Task being sent a signal", entry.now());
          entry.put(alloc.tasks(task -> task.with(task.state(), event)));
        });
  }

  private void addNodeEvent() {
    String id = nodes.get(random.nextInt(nodes.size()));
    cluster.state.apply(
        "NodeStreamEvent",
        entry -> {
          StoredNode node = cluster.state.existingNode(id).copy();
          entry.put(
              node.withEvent(
                  new StoredNode.NodeEvent(
                      "Driver: docker is healthy",
                      "Driver",
                      Map.of(),
                      entry.now(),
                      entry.index())));
        });
  }
}
