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
 * Builds small snapshots for tests, for example {@code cluster().with(client("a"))
 * .with(build("b").on("a")).snapshot()}. Ids are derived from names.
 */
public final class SnapshotBuilder {

  /** The default time. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:04:10Z");

  /** The default resources of a client, about an r5.4xlarge. */
  public static final Resources MACHINE = new Resources(32_000, 128_000, 100_000);

  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Map<String, Allocation> allocations = new LinkedHashMap<>();
  private final Map<JobKey, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Evaluation> evaluations = new LinkedHashMap<>();

  private SnapshotBuilder() {}

  public static SnapshotBuilder cluster() {
    return new SnapshotBuilder();
  }

  /** A ready client. */
  public static ClientBuilder client(String name) {
    return new ClientBuilder(name);
  }

  /** A running build; set its client with {@link AllocationBuilder#on}. */
  public static AllocationBuilder build(String job) {
    return new AllocationBuilder(job);
  }

  /** A batch job. */
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

  /** The blocked evaluation of a job that has waited for four minutes. */
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

  /** The id derived from a name. */
  public static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public SnapshotBuilder with(ClientBuilder client) {
    return with(client.build());
  }

  public SnapshotBuilder with(Client client) {
    clients.put(client.id(), client);
    return this;
  }

  public SnapshotBuilder with(AllocationBuilder allocation) {
    Allocation built = allocation.build();
    allocations.put(built.id(), built);
    return this;
  }

  public SnapshotBuilder with(Job job) {
    jobs.put(job.key(), job);
    return this;
  }

  public SnapshotBuilder with(Evaluation evaluation) {
    evaluations.put(evaluation.id(), evaluation);
    return this;
  }

  public ClusterSnapshot snapshot() {
    return new ClusterSnapshot(1, clients, allocations, jobs, evaluations);
  }

  /** Builds a client; the defaults are those of a healthy one. */
  public static final class ClientBuilder {

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

    private ClientBuilder(String name) {
      this.name = name;
    }

    public ClientBuilder ofClass(String value) {
      nodeClass = value;
      return this;
    }

    public ClientBuilder in(String value) {
      datacenter = value;
      return this;
    }

    public ClientBuilder version(String value) {
      version = value;
      return this;
    }

    public ClientBuilder status(ClientStatus value, @Nullable Instant since) {
      status = value;
      statusSince = since;
      return this;
    }

    public ClientBuilder down(Instant since) {
      return status(ClientStatus.DOWN, since);
    }

    public ClientBuilder since(Instant value) {
      statusSince = value;
      return this;
    }

    public ClientBuilder ineligible() {
      eligible = false;
      return this;
    }

    /** With a drain in progress; without a deadline if {@code forceAt} is null. */
    public ClientBuilder draining(@Nullable Instant forceAt, Map<String, String> meta) {
      eligible = false;
      draining = true;
      drain = new Client.Drain(true, forceAt, NOW.minusSeconds(1200));
      lastDrain =
          new LastDrain(
              LastDrain.State.DRAINING, NOW.minusSeconds(1200), NOW.minusSeconds(1200), meta);
      return this;
    }

    /** With a drain in progress on a server before 1.1. */
    public ClientBuilder drainingWithoutMetadata(Instant started) {
      eligible = false;
      draining = true;
      drain = new Client.Drain(true, null, started);
      return this;
    }

    /** With a completed drain. */
    public ClientBuilder drained(Instant at) {
      eligible = false;
      lastDrain = new LastDrain(LastDrain.State.COMPLETE, at, at, Map.of());
      return this;
    }

    public ClientBuilder lastDrain(LastDrain value) {
      lastDrain = value;
      return this;
    }

    public ClientBuilder driver(String driver, boolean healthy, String health) {
      drivers.add(new Client.Driver(driver, true, healthy, health));
      return this;
    }

    public ClientBuilder resources(Resources value) {
      total = value;
      return this;
    }

    public ClientBuilder attribute(String key, String value) {
      attributes.put(key, value);
      return this;
    }

    public ClientBuilder createdAt(long index) {
      createIndex = index;
      return this;
    }

    public Client build() {
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

  /** Builds an allocation; the defaults are those of a build running for ten minutes. */
  public static final class AllocationBuilder {

    private final String job;
    private String client = "";
    private String jobType = "batch";
    private Desired desired = Desired.RUN;
    private AllocationStatus status = AllocationStatus.RUNNING;
    private Resources resources = new Resources(2000, 4096, 300);
    private Instant createdAt = NOW.minusSeconds(600);
    private @Nullable Instant finishedAt;
    private long createIndex = 100;

    private AllocationBuilder(String job) {
      this.job = job;
    }

    /** Sets the name of the client. */
    public AllocationBuilder on(String value) {
      client = value;
      return this;
    }

    public AllocationBuilder ofType(String value) {
      jobType = value;
      return this;
    }

    public AllocationBuilder resources(Resources value) {
      resources = value;
      return this;
    }

    public AllocationBuilder status(AllocationStatus value) {
      status = value;
      finishedAt = value.isTerminal() ? NOW.minusSeconds(60) : null;
      return this;
    }

    public AllocationBuilder stopRequested() {
      desired = Desired.STOP;
      return this;
    }

    public AllocationBuilder created(Instant at, long index) {
      createdAt = at;
      createIndex = index;
      return this;
    }

    public Allocation build() {
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
