package dev.signalbox.nomad;

import dev.signalbox.nomad.Allocation.Desired;
import dev.signalbox.nomad.Client.LastDrain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Small clusters for tests: {@code Views.cluster().with(client("a")).with(build("b").on("a"))}.
 * Things are named; their ids follow from their names.
 */
public final class Views {

  /** When it is, where a test does not say. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:04:10Z");

  /** What a client has: an r5.4xlarge, roughly. */
  public static final Resources MACHINE = new Resources(32_000, 128_000, 100_000);

  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Map<String, Allocation> allocations = new LinkedHashMap<>();
  private final Map<JobKey, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Evaluation> evaluations = new LinkedHashMap<>();

  private Views() {}

  public static Views cluster() {
    return new Views();
  }

  /** A client that is ready. */
  public static ClientMaker client(String name) {
    return new ClientMaker(name);
  }

  /** A build that runs; say where with {@link AllocationMaker#on}. */
  public static AllocationMaker build(String job) {
    return new AllocationMaker(job);
  }

  /** A batch job that runs. */
  public static Job job(String id, JobStatus status) {
    return new Job(
        new JobKey("default", id),
        "",
        id,
        "batch",
        50,
        List.of("default"),
        "default",
        false,
        false,
        false,
        status,
        "",
        NOW.minusSeconds(240),
        Map.of(),
        Job.Children.NONE,
        50,
        60,
        50);
  }

  /** A job that waits for room since four minutes, its evaluation blocked. */
  public static Evaluation blocked(String job) {
    return new Evaluation(
        id("evaluation of " + job),
        new JobKey("default", job),
        "batch",
        50,
        Evaluation.Status.BLOCKED,
        "",
        "job-register",
        "",
        "",
        null,
        "",
        Map.of(job, 1),
        Map.of(),
        NOW.minusSeconds(240),
        NOW.minusSeconds(240),
        50,
        60);
  }

  /** The id of what has this name. */
  public static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public Views with(ClientMaker client) {
    return with(client.made());
  }

  public Views with(Client client) {
    clients.put(client.id(), client);
    return this;
  }

  public Views with(AllocationMaker allocation) {
    Allocation made = allocation.made();
    allocations.put(made.id(), made);
    return this;
  }

  public Views with(Job job) {
    jobs.put(job.key(), job);
    return this;
  }

  public Views with(Evaluation evaluation) {
    evaluations.put(evaluation.id(), evaluation);
    return this;
  }

  public ClusterView view() {
    return new ClusterView(1, clients, allocations, jobs, evaluations);
  }

  /** Makes a client; what is not said is that of a healthy one. */
  public static final class ClientMaker {

    private final String name;
    private String nodeClass = "linux-64bit";
    private String datacenter = "default";
    private String version = "1.7.7";
    private ClientStatus status = ClientStatus.READY;
    private boolean eligible = true;
    private boolean draining;
    private Client.@Nullable Drain drain;
    private @Nullable LastDrain lastDrain;
    private final List<Client.Driver> drivers = new ArrayList<>();
    private Resources total = MACHINE;
    private final Map<String, String> attributes = new HashMap<>();
    private @Nullable Instant statusSince;
    private long createIndex = 10;

    private ClientMaker(String name) {
      this.name = name;
    }

    public ClientMaker ofClass(String value) {
      nodeClass = value;
      return this;
    }

    public ClientMaker in(String value) {
      datacenter = value;
      return this;
    }

    public ClientMaker version(String value) {
      version = value;
      return this;
    }

    public ClientMaker status(ClientStatus value, @Nullable Instant since) {
      status = value;
      statusSince = since;
      return this;
    }

    public ClientMaker down(Instant since) {
      return status(ClientStatus.DOWN, since);
    }

    public ClientMaker since(Instant value) {
      statusSince = value;
      return this;
    }

    public ClientMaker ineligible() {
      eligible = false;
      return this;
    }

    /** Being drained; the force time is null where it waits for ever. */
    public ClientMaker draining(@Nullable Instant forceAt, Map<String, String> meta) {
      eligible = false;
      draining = true;
      drain = new Client.Drain(true, forceAt, NOW.minusSeconds(1200));
      lastDrain =
          new LastDrain(
              LastDrain.State.DRAINING, NOW.minusSeconds(1200), NOW.minusSeconds(1200), meta);
      return this;
    }

    /** A drain that Nomad calls complete. */
    public ClientMaker drained(Instant at) {
      eligible = false;
      lastDrain = new LastDrain(LastDrain.State.COMPLETE, at, at, Map.of());
      return this;
    }

    public ClientMaker lastDrain(LastDrain value) {
      lastDrain = value;
      return this;
    }

    public ClientMaker driver(String driver, boolean healthy, String health) {
      drivers.add(new Client.Driver(driver, true, healthy, health));
      return this;
    }

    public ClientMaker has(Resources value) {
      total = value;
      return this;
    }

    public ClientMaker attribute(String key, String value) {
      attributes.put(key, value);
      return this;
    }

    public ClientMaker createdAt(long index) {
      createIndex = index;
      return this;
    }

    public Client made() {
      return new Client(
          id(name),
          name,
          "10.0.0.7",
          datacenter,
          nodeClass,
          "default",
          version,
          status,
          "",
          eligible,
          draining,
          drain,
          lastDrain,
          drivers,
          total,
          Resources.NONE,
          attributes,
          statusSince,
          createIndex,
          createIndex);
    }
  }

  /** Makes an allocation; what is not said is that of a build that runs for ten minutes. */
  public static final class AllocationMaker {

    private final String job;
    private String client = "";
    private String jobType = "batch";
    private Desired desired = Desired.RUN;
    private AllocationStatus status = AllocationStatus.RUNNING;
    private Resources resources = new Resources(2000, 4096, 300);
    private Instant createdAt = NOW.minusSeconds(600);
    private @Nullable Instant finishedAt;
    private long createIndex = 100;

    private AllocationMaker(String job) {
      this.job = job;
    }

    /** The name of its client. */
    public AllocationMaker on(String value) {
      client = value;
      return this;
    }

    public AllocationMaker ofType(String value) {
      jobType = value;
      return this;
    }

    public AllocationMaker asks(Resources value) {
      resources = value;
      return this;
    }

    public AllocationMaker status(AllocationStatus value) {
      status = value;
      finishedAt = value.terminal() ? NOW.minusSeconds(60) : null;
      return this;
    }

    public AllocationMaker askedToStop() {
      desired = Desired.STOP;
      return this;
    }

    public AllocationMaker created(Instant at, long index) {
      createdAt = at;
      createIndex = index;
      return this;
    }

    public Allocation made() {
      return new Allocation(
          id("allocation of " + job),
          job + ".build[0]",
          new JobKey("default", job),
          jobType,
          "build",
          id(client),
          client,
          id("evaluation of " + job),
          desired,
          status,
          "",
          resources,
          "",
          createdAt,
          createdAt,
          status == AllocationStatus.PENDING ? null : createdAt.plusSeconds(2),
          finishedAt,
          createIndex,
          createIndex);
    }
  }
}
