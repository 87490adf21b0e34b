package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.BuildLogGenerator.Outcome;
import dev.signalbox.sandbox.nomad.StoredJob.Constraint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fixture data of the Acme cluster: 15 clients, of which one is draining, one is down and one is
 * ineligible; running, failed and waiting builds, including one that can never be placed.
 */
public final class NomadFixtureData {

  /** The draining client, with two running builds. */
  public static final String DRAINING = "nomad-client-7f2a";

  /** A ready client with almost all memory allocated. */
  public static final String FULL = "nomad-client-3b91";

  /** A ready client with free capacity. */
  public static final String READY = "nomad-client-11c0";

  /** The newest client, two hours old. */
  public static final String NEW = "nomad-client-90de";

  /** Ineligible for two days, without a drain. */
  public static final String INELIGIBLE = "nomad-client-55ab";

  /** Down for 26 minutes; one build was lost. */
  public static final String DOWN = "nomad-client-02ff";

  /** A build that requests more than any client has. */
  public static final String TOO_LARGE = "acme-infra-9";

  /** A waiting build with a constraint that no client meets. */
  public static final String UNMET_CONSTRAINT = "acme-web-118";

  /** A waiting build that needs almost a whole client. */
  public static final String WAITS_FOR_CAPACITY = "acme-api-1052";

  /** A running build on {@link #FULL}. */
  public static final String RUNNING = "acme-api-1041";

  /** A failed build with the error in its log. */
  public static final String FAILED = "acme-web-77";

  /** The service that ships the output of builds. */
  public static final String SERVICE = "output-shipper";

  /** The parameterized job that most builds are dispatched from. */
  public static final String PARENT = "build";

  /** The resource classes of the builds, in the format of the console setting. */
  public static final String RESOURCE_CLASSES = "medium=2000/4096,large=4000/8192";

  private static final String NAME = "nomad-client-";

  private final SimulatedCluster cluster;
  private final Instant now;
  private int number = 100;

  private NomadFixtureData(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.now = cluster.now();
  }

  /** Replaces the content of a cluster with the fixture data. */
  public static void load(SimulatedCluster cluster) {
    cluster.state.locked(
        () -> {
          // first, so that no stream continues into the new data: removed objects cause no events
          cluster.dropStreams();
          cluster.reset();
          NomadFixtureData data = new NomadFixtureData(cluster);
          data.addClients();
          data.addFinishedBuilds();
          data.addRunningBuilds();
          data.addWaitingBuilds();
          cluster.dropStreams();
          return true;
        });
  }

  private void addClients() {
    addClient("55ab", Duration.ofDays(40), true, "us-east-1c");
    addClient("02ff", Duration.ofDays(40), true, "us-east-1c");
    addClient("11c0", Duration.ofDays(12), true, "us-east-1a");
    addClient("3b91", Duration.ofDays(12), true, "us-east-1a");
    addClient("4e02", Duration.ofDays(12), true, "us-east-1b");
    addClient("61b7", Duration.ofDays(11), true, "us-east-1b");
    addClient("8c3d", Duration.ofDays(9), true, "us-east-1c");
    addClient("a0f4", Duration.ofDays(9), true, "us-east-1a");
    addClient("b2d9", Duration.ofDays(8), true, "us-east-1a");
    addClient("c71e", Duration.ofDays(7), true, "us-east-1b");
    addClient("d358", Duration.ofDays(5), false, "us-east-1c");
    addClient("e9a1", Duration.ofDays(5), false, "us-east-1a");
    addClient("f613", Duration.ofDays(4), false, "us-east-1b");
    addClient("7f2a", Duration.ofDays(3), true, "us-east-1b");
    atTimeAgo(Duration.ofDays(3), () -> cluster.registerParameterized(PARENT, 2000, 4096));
    atTimeAgo(Duration.ofDays(2), () -> cluster.setEligible(INELIGIBLE, false));
    atTimeAgo(
        Duration.ofHours(30),
        () -> {
          StoredJob job = JobSpecs.build(SERVICE, 500, 1024, cluster.now());
          StoredJob.TaskGroup group = JobSpecs.group(500, 1024);
          job.type = "service";
          job.groups =
              List.of(new StoredJob.TaskGroup("shipper", 2, 300, List.of(), group.tasks()));
          job.constraints = List.of(new Constraint("${node.unique.name}", "=", NAME + "a0f4"));
          cluster.jobs.register(job);
        });
    addClient("90de", Duration.ofHours(2), false, "us-east-1b");
  }

  private void addFinishedBuilds() {
    List<String> clients = List.of("11c0", "4e02", "61b7", "8c3d", "b2d9", "c71e", "d358", "e9a1");
    for (int i = 0; i < 20; i++) {
      Duration started = Duration.ofMinutes(175 - i * 8L);
      addFinishedBuild(
          "docs",
          clients.get(i % clients.size()),
          started,
          i % 7 == 4 ? Outcome.FAILED : Outcome.PASSED);
    }
    number = 77;
    addFinishedBuild("web", "11c0", Duration.ofMinutes(19), Outcome.FAILED);
    number = 52;
    addFinishedBuild("reports", "b2d9", Duration.ofMinutes(25), Outcome.OUT_OF_MEMORY);
    atTimeAgo(
        Duration.ofMinutes(130), () -> register(TOO_LARGE, "acme/infra #9", 8000, 98_304, null));
  }

  private void addRunningBuilds() {
    number = 300;
    startBuild("payments", "7f2a", 17_600, 28_672, 70);
    startBuild("mobile", "7f2a", 17_600, 28_672, 63);
    atTimeAgo(
        Duration.ofMinutes(58),
        () ->
            cluster.drain(DRAINING, Duration.ofHours(2), Map.of("drained_by", "nomad-autoscaler")));
    atTimeAgo(
        Duration.ofMinutes(40),
        () -> {
          StoredJob job = JobSpecs.build("acme-ledger-31", 4000, 8192, cluster.now());
          job.name = "acme/ledger #31";
          job.constraints = List.of(new Constraint("${node.unique.name}", "regexp", "02ff$|c71e$"));
          cluster.jobs.register(job);
          writeLog(job.key.id(), job.name, 40);
        });
    atTimeAgo(Duration.ofMinutes(26), () -> cluster.goDown(DOWN));
    number = 1041;
    startBuild("api", "3b91", 4000, 8192, 31);
    number = 400;
    startBuilds("3b91", 5, 3);
    startBuilds("11c0", 4, 2);
    startBuilds("90de", 0, 1);
    startBuilds("4e02", 5, 0);
    startBuilds("61b7", 5, 0);
    startBuilds("8c3d", 4, 0);
    startBuilds("a0f4", 4, 0);
    startBuilds("b2d9", 3, 2);
    startBuilds("c71e", 4, 0);
    startBuilds("d358", 0, 5);
    startBuilds("e9a1", 2, 2);
    startBuilds("f613", 0, 4);
  }

  private void addWaitingBuilds() {
    atTimeAgo(
        Duration.ofMinutes(4),
        () ->
            register(
                UNMET_CONSTRAINT,
                "acme/web #118",
                2000,
                4096,
                new Constraint("${attr.cpu.arch}", "=", "arm64")));
    atTimeAgo(
        Duration.ofMinutes(2),
        () -> register(WAITS_FOR_CAPACITY, "acme/api #1052", 16_000, 57_344, null));
  }

  private void startBuilds(String client, int large, int medium) {
    List<String> projects = List.of("api", "web", "mobile", "infra", "payments", "docs");
    for (int i = 0; i < large + medium; i++) {
      String project = projects.get(number % projects.size());
      boolean isLarge = i < large;
      startBuild(
          project, client, isLarge ? 4000 : 2000, isLarge ? 8192 : 4096, 1 + number * 7 % 23);
    }
  }

  /** Registers every third build as a separate job and dispatches the others. */
  private void startBuild(String project, String client, long cpu, long memory, long minutesAgo) {
    String name = "acme/" + project + " #" + number;
    Constraint onClient = new Constraint("${node.unique.name}", "=", NAME + client);
    atTimeAgo(
        Duration.ofMinutes(minutesAgo),
        () -> {
          String id =
              number % 3 == 0
                  ? register("acme-" + project + "-" + number, name, cpu, memory, onClient)
                  : dispatch(name, cpu, memory, onClient);
          writeLog(id, name, minutesAgo);
        });
    number++;
  }

  private void addFinishedBuild(
      String project, String client, Duration startedAgo, Outcome outcome) {
    String name = "acme/" + project + " #" + number;
    String id = "acme-" + project + "-" + number;
    Duration length = Duration.ofSeconds(150 + number * 37L % 420);
    Constraint onClient = new Constraint("${node.unique.name}", "=", NAME + client);
    atTimeAgo(startedAgo, () -> register(id, name, 2000, 4096, onClient));
    String alloc = cluster.allocationOf(id);
    for (BuildLogGenerator.Line line :
        BuildLogGenerator.generate(number, name, now.minus(startedAgo), length, outcome)) {
      cluster.write(alloc, JobSpecs.TASK, line.stream(), line.text());
    }
    atTimeAgo(
        startedAgo.minus(length),
        () -> {
          if (outcome == Outcome.OUT_OF_MEMORY) {
            cluster.runOutOfMemory(alloc);
          } else {
            cluster.finish(alloc, outcome.exitCode());
          }
        });
    number++;
  }

  private String register(
      String id, String name, long cpu, long memory, @Nullable Constraint constraint) {
    StoredJob job = JobSpecs.build(id, cpu, memory, cluster.now());
    job.name = name;
    job.constraints = constraint == null ? List.of() : List.of(constraint);
    cluster.jobs.register(job);
    return id;
  }

  private String dispatch(String name, long cpu, long memory, Constraint onClient) {
    StoredJob parent = cluster.job(PARENT).copy();
    parent.constraints = List.of(onClient);
    return cluster
        .jobs
        .dispatch(parent, Map.of("job_name", name), List.of(JobSpecs.group(cpu, memory)))
        .jobId();
  }

  /** Writes the log of a build of at least 15 minutes up to the current time. */
  private void writeLog(String job, String name, long minutesAgo) {
    Instant startedAt = cluster.now();
    String alloc = cluster.allocationOf(job);
    Duration length = Duration.ofMinutes(Math.max(15, minutesAgo + 5));
    for (BuildLogGenerator.Line line :
        BuildLogGenerator.generate(number, name, startedAt, length, Outcome.PASSED)) {
      if (line.delay().compareTo(Duration.ofMinutes(minutesAgo)) <= 0) {
        cluster.write(alloc, JobSpecs.TASK, line.stream(), line.text());
      }
    }
  }

  private void addClient(String suffix, Duration age, boolean isLarge, String zone) {
    atTimeAgo(
        age,
        () -> {
          StoredNode node =
              new StoredNode(suffix + cluster.state.newId().substring(4), NAME + suffix);
          node.address = "10.0.2." + (cluster.state.nodes.size() + 10);
          node.cpu = isLarge ? 40_000 : 20_000;
          node.memory = isLarge ? 62_464 : 30_500;
          node.cores = isLarge ? 16 : 8;
          String instance = "i-0" + suffix + "5d1c9e7ab" + suffix;
          node.attributes.putAll(
              Map.of(
                  "unique.platform.aws.instance-id",
                  instance,
                  "platform.aws.instance-type",
                  isLarge ? "r5.4xlarge" : "m5.2xlarge",
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
          cluster.clientRegistry.register(node);
        });
  }

  private void atTimeAgo(Duration time, Runnable action) {
    cluster.state.runAsOf(now.minus(time), action);
  }
}
