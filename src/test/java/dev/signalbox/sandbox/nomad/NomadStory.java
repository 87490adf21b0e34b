package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.BuildLog.End;
import dev.signalbox.sandbox.nomad.JobState.Constraint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of Acme as the story begins: fifteen clients of which one drains, one is down and one
 * is parked; builds that run, failed, and wait, one of them for ever.
 */
public final class NomadStory {

  /** The client that drains, with two builds left. */
  public static final String DRAINING = "nomad-client-7f2a";

  /** A ready client whose memory is nearly all given away. */
  public static final String FULL = "nomad-client-3b91";

  /** A ready client with some room. */
  public static final String READY = "nomad-client-11c0";

  /** The newest client, two hours old. */
  public static final String NEW = "nomad-client-90de";

  /** Ineligible for two days, without a drain. */
  public static final String PARKED = "nomad-client-55ab";

  /** Down for 26 minutes; it lost a build. */
  public static final String DOWN = "nomad-client-02ff";

  /** The build that asks for more than any client has. */
  public static final String NEVER_FITS = "acme-infra-9";

  /** The build that waits for a kind of client that is not there. */
  public static final String UNMET = "acme-web-118";

  /** The build that waits until a whole client is free. */
  public static final String WAITS_FOR_ROOM = "acme-api-1052";

  /** A build that runs on {@link #FULL}. */
  public static final String RUNNING = "acme-api-1041";

  /** A build that failed, with its error in the log. */
  public static final String FAILED = "acme-web-77";

  /** The service that ships the output of builds. */
  public static final String SERVICE = "output-shipper";

  /** The parameterised job that most builds are dispatched from. */
  public static final String PARENT = "build";

  /** The sizes that builds ask for, as the console's settings name them. */
  public static final String CLASSES = "medium=2000/4096,large=4000/8192";

  private static final String NAME = "nomad-client-";

  private final World world;
  private final Instant now;
  private int number = 100;

  private NomadStory(World world) {
    this.world = world;
    this.now = world.now();
  }

  /** Tells it to a cluster, which forgets everything else. */
  public static void tell(World world) {
    world.state.locked(
        () -> {
          world.beginAgain();
          NomadStory story = new NomadStory(world);
          story.machines();
          story.past();
          story.running();
          story.waiting();
          return true;
        });
    world.dropStreams();
  }

  private void machines() {
    client("55ab", Duration.ofDays(40), true, "us-east-1c");
    client("02ff", Duration.ofDays(40), true, "us-east-1c");
    client("11c0", Duration.ofDays(12), true, "us-east-1a");
    client("3b91", Duration.ofDays(12), true, "us-east-1a");
    client("4e02", Duration.ofDays(12), true, "us-east-1b");
    client("61b7", Duration.ofDays(11), true, "us-east-1b");
    client("8c3d", Duration.ofDays(9), true, "us-east-1c");
    client("a0f4", Duration.ofDays(9), true, "us-east-1a");
    client("b2d9", Duration.ofDays(8), true, "us-east-1a");
    client("c71e", Duration.ofDays(7), true, "us-east-1b");
    client("d358", Duration.ofDays(5), false, "us-east-1c");
    client("e9a1", Duration.ofDays(5), false, "us-east-1a");
    client("f613", Duration.ofDays(4), false, "us-east-1b");
    client("7f2a", Duration.ofDays(3), true, "us-east-1b");
    ago(Duration.ofDays(3), () -> world.offer(PARENT, 2000, 4096));
    ago(Duration.ofDays(2), () -> world.setEligible(PARKED, false));
    ago(
        Duration.ofHours(30),
        () -> {
          JobState job = Specs.build(SERVICE, 500, 1024, world.now());
          JobState.Group group = Specs.group(500, 1024);
          job.type = "service";
          job.groups = List.of(new JobState.Group("shipper", 2, 300, List.of(), group.tasks()));
          job.constraints = List.of(new Constraint("${node.unique.name}", "=", NAME + "a0f4"));
          world.jobs.register(job);
        });
    client("90de", Duration.ofHours(2), false, "us-east-1b");
  }

  private void past() {
    List<String> clients = List.of("11c0", "4e02", "61b7", "8c3d", "b2d9", "c71e", "d358", "e9a1");
    for (int i = 0; i < 20; i++) {
      Duration started = Duration.ofMinutes(175 - i * 8L);
      ended("docs", clients.get(i % clients.size()), started, i % 7 == 4 ? End.FAILS : End.PASSES);
    }
    number = 77;
    ended("web", "11c0", Duration.ofMinutes(19), End.FAILS);
    number = 52;
    ended("reports", "b2d9", Duration.ofMinutes(25), End.RUNS_OUT_OF_MEMORY);
    ago(Duration.ofMinutes(130), () -> register(NEVER_FITS, "acme/infra #9", 8000, 98_304, null));
  }

  private void running() {
    number = 300;
    start("payments", "7f2a", 17_600, 28_672, 70);
    start("mobile", "7f2a", 17_600, 28_672, 63);
    ago(
        Duration.ofMinutes(58),
        () -> world.drain(DRAINING, Duration.ofHours(2), Map.of("drained_by", "nomad-autoscaler")));
    ago(
        Duration.ofMinutes(40),
        () -> {
          JobState job = Specs.build("acme-ledger-31", 4000, 8192, world.now());
          job.name = "acme/ledger #31";
          job.constraints = List.of(new Constraint("${node.unique.name}", "regexp", "02ff$|c71e$"));
          world.jobs.register(job);
          log(job.key.id(), job.name, 40);
        });
    ago(Duration.ofMinutes(26), () -> world.goDown(DOWN));
    number = 1041;
    start("api", "3b91", 4000, 8192, 31);
    number = 400;
    several("3b91", 5, 3);
    several("11c0", 4, 2);
    several("90de", 0, 1);
    several("4e02", 5, 0);
    several("61b7", 5, 0);
    several("8c3d", 4, 0);
    several("a0f4", 4, 0);
    several("b2d9", 3, 2);
    several("c71e", 4, 0);
    several("d358", 0, 5);
    several("e9a1", 2, 2);
    several("f613", 0, 4);
  }

  private void waiting() {
    ago(
        Duration.ofMinutes(4),
        () ->
            register(
                UNMET,
                "acme/web #118",
                2000,
                4096,
                new Constraint("${attr.cpu.arch}", "=", "arm64")));
    ago(
        Duration.ofMinutes(2),
        () -> register(WAITS_FOR_ROOM, "acme/api #1052", 16_000, 57_344, null));
  }

  private void several(String client, int large, int medium) {
    List<String> projects = List.of("api", "web", "mobile", "infra", "payments", "docs");
    for (int i = 0; i < large + medium; i++) {
      String project = projects.get(number % projects.size());
      boolean isLarge = i < large;
      start(project, client, isLarge ? 4000 : 2000, isLarge ? 8192 : 4096, 1 + number * 7 % 23);
    }
  }

  /** Every third build is a job of its own, the others are dispatched. */
  private void start(String project, String client, long cpu, long memory, long minutesAgo) {
    String name = "acme/" + project + " #" + number;
    Constraint there = new Constraint("${node.unique.name}", "=", NAME + client);
    ago(
        Duration.ofMinutes(minutesAgo),
        () -> {
          String id =
              number % 3 == 0
                  ? register("acme-" + project + "-" + number, name, cpu, memory, there)
                  : dispatch(name, cpu, memory, there);
          log(id, name, minutesAgo);
        });
    number++;
  }

  private void ended(String project, String client, Duration startedAgo, End end) {
    String name = "acme/" + project + " #" + number;
    String id = "acme-" + project + "-" + number;
    Duration length = Duration.ofSeconds(150 + number * 37L % 420);
    Constraint there = new Constraint("${node.unique.name}", "=", NAME + client);
    ago(startedAgo, () -> register(id, name, 2000, 4096, there));
    String alloc = world.allocationOf(id);
    for (BuildLog.Line line : BuildLog.of(number, name, now.minus(startedAgo), length, end)) {
      world.write(alloc, Specs.TASK, line.stream(), line.text());
    }
    ago(
        startedAgo.minus(length),
        () -> {
          if (end == End.RUNS_OUT_OF_MEMORY) {
            world.runOutOfMemory(alloc);
          } else {
            world.finish(alloc, end.exitCode());
          }
        });
    number++;
  }

  private String register(String id, String name, long cpu, long memory, @Nullable Constraint c) {
    JobState job = Specs.build(id, cpu, memory, world.now());
    job.name = name;
    job.constraints = c == null ? List.of() : List.of(c);
    world.jobs.register(job);
    return id;
  }

  private String dispatch(String name, long cpu, long memory, Constraint there) {
    JobState parent = world.job(PARENT).copy();
    parent.constraints = List.of(there);
    return world
        .jobs
        .dispatch(parent, Map.of("job_name", name), List.of(Specs.group(cpu, memory)))
        .jobId();
  }

  /** What a build of a quarter of an hour has written by now. */
  private void log(String job, String name, long minutesAgo) {
    Instant began = world.now();
    String alloc = world.allocationOf(job);
    Duration length = Duration.ofMinutes(Math.max(15, minutesAgo + 5));
    for (BuildLog.Line line : BuildLog.of(number, name, began, length, End.PASSES)) {
      if (line.after().compareTo(Duration.ofMinutes(minutesAgo)) <= 0) {
        world.write(alloc, Specs.TASK, line.stream(), line.text());
      }
    }
  }

  private void client(String suffix, Duration age, boolean big, String zone) {
    ago(
        age,
        () -> {
          NodeState node = new NodeState(suffix + world.state.newId().substring(4), NAME + suffix);
          node.address = "10.0.2." + (world.state.nodes.size() + 10);
          node.cpu = big ? 40_000 : 20_000;
          node.memory = big ? 62_464 : 30_500;
          node.cores = big ? 16 : 8;
          String instance = "i-0" + suffix + "5d1c9e7ab" + suffix;
          node.attributes.putAll(
              Map.of(
                  "unique.platform.aws.instance-id",
                  instance,
                  "platform.aws.instance-type",
                  big ? "r5.4xlarge" : "m5.2xlarge",
                  "platform.aws.placement.availability-zone",
                  zone,
                  "unique.hostname",
                  NAME + suffix,
                  "unique.network.ip-address",
                  node.address,
                  "os.name",
                  "ubuntu",
                  "os.version",
                  "22.04"));
          node.attributes.putAll(
              Map.of(
                  "kernel.name", "linux",
                  "kernel.version", "6.5.0-1022-aws",
                  "cpu.arch", "amd64",
                  "cpu.numcores", Integer.toString(node.cores),
                  "cpu.totalcompute", Long.toString(node.cpu),
                  "memory.totalbytes", Long.toString(node.memory * 1024 * 1024),
                  "driver.docker", "1",
                  "driver.docker.version", "24.0.7",
                  "driver.raw_exec", "1"));
          node.meta.put("pool", "builds");
          world.machines.register(node);
        });
  }

  private void ago(Duration time, Runnable act) {
    world.state.asOf(now.minus(time), act);
  }
}
