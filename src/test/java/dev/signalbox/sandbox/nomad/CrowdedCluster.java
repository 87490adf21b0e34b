package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * As many clients, allocations and jobs as the largest installations have, always the same ones,
 * and something that happens to them so many times a second.
 */
public final class CrowdedCluster {

  /** The largest cluster that was written about. */
  public static final int CLIENTS = 6_100;

  public static final int ALLOCATIONS = 20_000;

  public static final int JOBS = 50_000;

  private static final int WAITING = 300;
  private static final List<String> PROJECTS =
      List.of("api", "web", "mobile", "infra", "payments", "docs", "reports");
  private static final List<JobState.Group> MEDIUM = List.of(Specs.group(2000, 4096));
  private static final List<JobState.Group> LARGE = List.of(Specs.group(4000, 8192));

  private final World world;
  private final Random random = new Random(7);
  private final List<String> nodes = new ArrayList<>();
  private final List<String> running = new ArrayList<>();
  private int made;

  private CrowdedCluster(World world) {
    this.world = world;
  }

  /** Fills a cluster with the largest numbers. */
  public static CrowdedCluster fill(World world) {
    return fill(world, CLIENTS, ALLOCATIONS, JOBS);
  }

  /** Fills a cluster; every allocation has a job of its own, and no event tells of any. */
  public static CrowdedCluster fill(World world, int clients, int allocations, int jobs) {
    CrowdedCluster crowd = new CrowdedCluster(world);
    crowd.world.state.locked(
        () -> {
          crowd.clients(clients);
          crowd.jobs(allocations, jobs);
          return true;
        });
    return crowd;
  }

  /** Has so many things happen each second until it is closed. */
  public AutoCloseable events(int perSecond) {
    Thread thread =
        Thread.ofVirtual()
            .name("nomad-crowd")
            .start(
                () -> {
                  long next = System.nanoTime();
                  while (!Thread.currentThread().isInterrupted()) {
                    happen();
                    next += Duration.ofSeconds(1).toNanos() / perSecond;
                    LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                  }
                });
    return thread::interrupt;
  }

  /** One thing happens: mostly a task tells something, sometimes a build comes or ends. */
  public void happen() {
    int turn = made++ % 10;
    world.state.locked(
        () -> {
          switch (turn) {
            case 0 -> begin();
            case 1 -> end();
            case 2 -> machineTells();
            default -> taskTells();
          }
          return true;
        });
  }

  /** A name of one of its clients. */
  public String clientName(int which) {
    return world.state.existingNode(nodes.get(which)).name;
  }

  private void clients(int count) {
    world.state.apply(
        "NodeRegistration",
        false,
        entry -> {
          for (int i = 0; i < count; i++) {
            NodeState node = node(i, entry.now());
            nodes.add(node.id);
            entry.put(node);
          }
        });
  }

  private NodeState node(int i, Instant now) {
    NodeState node =
        new NodeState(
            world.state.newId(), "ip-10-%d-%d-%d".formatted(i >> 16, (i >> 8) & 255, i & 255));
    boolean big = i % 3 != 0;
    node.address = "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255);
    node.version = world.state.profile.version();
    node.datacenter = i % 5 == 0 ? "east-2" : "default";
    node.cpu = big ? 40_000 : 20_000;
    node.memory = big ? 62_464 : 30_500;
    node.cores = big ? 16 : 8;
    node.nodeClass = i % 7 == 0 ? "linux-arm" : "linux-64bit";
    node.eligible = i % 101 != 3;
    node.status = i % 211 == 5 ? "down" : "ready";
    node.statusUpdatedAt = now.minusSeconds(60L * i);
    node.registeredAt = node.statusUpdatedAt;
    node.attributes.put("unique.platform.aws.instance-id", "i-%017x".formatted(i * 7919L));
    node.attributes.put("platform.aws.instance-type", big ? "r5.4xlarge" : "m5.2xlarge");
    node.attributes.put(
        "platform.aws.placement.availability-zone", "us-east-1" + "abc".charAt(i % 3));
    node.attributes.put("unique.hostname", node.name);
    node.attributes.put("os.name", "ubuntu");
    node.attributes.put("cpu.arch", "amd64");
    return node;
  }

  private void jobs(int allocations, int jobs) {
    int ended = allocations / 4;
    JobState parent = Specs.build(NomadStory.PARENT, 2000, 4096, world.now());
    parent.parameterized = true;
    world.state.apply("JobRegistered", false, entry -> entry.put(parent));
    world.state.apply(
        "PlanResult",
        false,
        entry -> {
          for (int i = 0; i < jobs - 1; i++) {
            boolean waits = i >= allocations && i < allocations + WAITING;
            String status = i < allocations - ended ? "running" : waits ? "pending" : "dead";
            JobState job = newJob(status);
            if (i < allocations) {
              AllocState alloc = alloc(job, entry.now());
              if (i >= allocations - ended) {
                finish(alloc, i % 9 == 0, entry.now());
              } else {
                running.add(alloc.id);
              }
              entry.put(alloc);
            } else if (waits) {
              entry.put(blocked(job));
              world.state.summary(job.key).queued = Map.of(Specs.GROUP, 1);
            }
            entry.putAsIs(job);
            if (status.equals("dead") && i >= allocations) {
              world.state.summary(job.key).complete = 1;
            }
          }
        });
  }

  private JobState newJob(String status) {
    int number = made++;
    long at = world.now().getEpochSecond() - number % 14_400;
    String hex = "%08x".formatted(number * 2_654_435_761L & 0xffffffffL);
    boolean dispatched = number % 3 == 0;
    String project = PROJECTS.get(number % PROJECTS.size());
    String id =
        dispatched
            ? NomadStory.PARENT + "/dispatch-" + at + "-" + hex
            : "acme-" + project + "-" + number;
    JobState job = new JobState(new JobId(World.NAMESPACE, id));
    if (dispatched) {
      job.parentId = NomadStory.PARENT;
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

  private AllocState alloc(JobState job, Instant now) {
    NodeState node = world.state.existingNode(nodes.get(random.nextInt(nodes.size())));
    AllocState alloc = new AllocState(world.state.newId(), job.key);
    alloc.nodeId = node.id;
    alloc.nodeName = node.name;
    alloc.evalId = world.state.newId();
    alloc.specs = job.groups.getFirst().tasks();
    alloc.status = "running";
    alloc.statusDescription = "Tasks are running";
    alloc.createdAt = job.submittedAt;
    alloc.tasks =
        Map.of(
            Specs.TASK,
            new AllocState.Task("running", false, 0, job.submittedAt, null, List.of())
                .with(
                    "running",
                    AllocState.Event.of("Received", "Task received by client", now),
                    AllocState.Event.of("Started", "Task started by client", now)));
    return alloc;
  }

  private static void finish(AllocState alloc, boolean failed, Instant now) {
    alloc.status = failed ? "failed" : "complete";
    alloc.statusDescription = failed ? "Failed tasks" : "All tasks have completed";
    alloc.tasks(
        task ->
            task.with("dead", AllocState.Event.terminated(failed ? 1 : 0, 0, false, now))
                .finished(failed, now));
  }

  private EvalState blocked(JobState job) {
    EvalState eval = new EvalState(world.state.newId(), job.key);
    eval.status = "blocked";
    eval.trigger = "queued-allocs";
    eval.createdAt = job.submittedAt;
    eval.queued = Map.of(Specs.GROUP, 1);
    eval.failures =
        Map.of(
            Specs.GROUP,
            new Failure(
                6000,
                0,
                6000,
                "default",
                Map.of("default", 6000),
                6000,
                Map.of(),
                Map.of("linux-64bit", 6000),
                Map.of("memory", 6000),
                Map.of(Specs.TASK, job.groups.getFirst().tasks().getFirst()),
                0));
    return eval;
  }

  private void begin() {
    JobState job = newJob("running");
    job.submittedAt = world.now();
    world.state.apply("JobRegistered", entry -> entry.put(job));
    AllocState alloc = alloc(job, world.now());
    running.add(alloc.id);
    world.state.apply("PlanResult", entry -> entry.put(alloc));
  }

  private void end() {
    String id = running.remove(random.nextInt(running.size()));
    world.state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState alloc = world.state.existingAlloc(id).copy();
          finish(alloc, random.nextInt(9) == 0, entry.now());
          entry.put(alloc);
        });
  }

  private void taskTells() {
    String id = running.get(random.nextInt(running.size()));
    world.state.apply(
        "AllocationUpdated",
        entry -> {
          AllocState alloc = world.state.existingAlloc(id).copy();
          AllocState.Event event =
              AllocState.Event.of("Signaling", "Task being sent a signal", entry.now());
          entry.put(alloc.tasks(task -> task.with(task.state(), event)));
        });
  }

  private void machineTells() {
    String id = nodes.get(random.nextInt(nodes.size()));
    world.state.apply(
        "NodeStreamEvent",
        entry -> {
          NodeState node = world.state.existingNode(id).copy();
          entry.put(
              node.told(
                  new NodeState.Event(
                      "Driver: docker is healthy",
                      "Driver",
                      Map.of(),
                      entry.now(),
                      entry.index())));
        });
  }
}
