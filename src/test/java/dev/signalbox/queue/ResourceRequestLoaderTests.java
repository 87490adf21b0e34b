package dev.signalbox.queue;

import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.queue.WaitingJobBuilder.queuedJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.TaskDetail;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.web.RawText;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that requested resources are read from each job spec once. */
class ResourceRequestLoaderTests {

  private static final Resources SIZE = new Resources(4_000, 8_192, 300);

  private static final Clock CLOCK = Clock.fixed(SnapshotBuilder.NOW, ZoneOffset.UTC);

  private final FakeCluster nomad =
      new FakeCluster(
          queuedJob("gone")
              .index(1)
              .exhausted("cpu", 2, new Resources(4_000, 0, 0))
              .addTo(
                  queuedJob("busy")
                      .index(2)
                      .exhausted("cpu", 2, new Resources(4_000, 0, 0))
                      .addTo(SnapshotBuilder.cluster().with(client("n1")))));
  private final ResourceRequestLoader loader = new ResourceRequestLoader(nomad, nomad);

  @Test
  void readsResourcesThatTheSchedulerReportedPartially() {
    loader.loadMissing();
    loader.loadMissing();

    assertThat(requested("busy")).isEqualTo(SIZE);
    assertThat(nomad.read).containsExactly("gone", "busy");
  }

  @Test
  void usesTheSchedulersValuesIfTheJobSpecCannotBeRead() {
    loader.loadMissing();

    assertThat(requested("gone")).isEqualTo(new Resources(4_000, 0, 0));
  }

  @Test
  void namesTheDriverThatNoClientHas() {
    FakeCluster cluster =
        new FakeCluster(
            queuedJob("podman-build")
                .filteredByConstraints(1, Map.of("missing drivers", 1))
                .addTo(
                    SnapshotBuilder.cluster()
                        .with(
                            client("n1").driver("docker", true, "").driver("podman", false, ""))));
    ResourceRequestLoader specs = new ResourceRequestLoader(cluster, cluster);
    specs.loadMissing();

    assertThat(explained(cluster, specs))
        .extracting(one -> WaitingReasonText.of(one.reason(), CLOCK).sentence())
        .containsExactly("Missing driver podman excludes the only client.");
  }

  private List<ExplainedJob> explained() {
    return explained(nomad, loader);
  }

  private static List<ExplainedJob> explained(FakeCluster cluster, ResourceRequestLoader specs) {
    return WaitingReasons.explain(
        JobQueue.of(cluster.snapshot()),
        specs::of,
        (job, group) -> specs.missingDrivers(job, group, cluster.snapshot()),
        cluster.snapshot(),
        SnapshotBuilder.NOW);
  }

  private Resources requested(String job) {
    return explained().stream()
        .filter(one -> one.waiting().name().equals(job))
        .map(ExplainedJob::requested)
        .findFirst()
        .orElseThrow();
  }

  /** A cluster in which all jobs have the same spec, except "gone", which has none. */
  private static final class FakeCluster implements ClusterState, NomadQueries {

    private final List<String> read = new ArrayList<>();
    private final ClusterSnapshot snapshot;

    FakeCluster(SnapshotBuilder builder) {
      this.snapshot = builder.snapshot();
    }

    @Override
    public Optional<JobDetail> job(JobKey key) {
      read.add(key.id());
      if (key.id().equals("gone")) {
        throw new NotFound(
            RemoteSystem.NOMAD, "read a job", "job not found", "Check the job.", null);
      }
      return snapshot
          .job(key)
          .map(
              job ->
                  new JobDetail(
                      job,
                      Map.of(),
                      List.of(
                          new GroupDetail(
                              "build",
                              1,
                              SIZE,
                              List.of(
                                  new TaskDetail("agent", "docker", SIZE),
                                  new TaskDetail("service", "podman", SIZE)))),
                      List.of(),
                      0,
                      new RawText("", null)));
    }

    @Override
    public ClusterSnapshot snapshot() {
      return snapshot;
    }

    @Override
    public SyncStatus syncStatus() {
      return new SyncStatus(
          SyncStatus.State.LIVE,
          SnapshotBuilder.NOW,
          SnapshotBuilder.NOW,
          true,
          Duration.ZERO,
          List.of(),
          0,
          null,
          null,
          null);
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.MINIMAL;
    }

    @Override
    public boolean awaitIndex(ResourceType type, long index, Duration atMost) {
      return true;
    }

    @Override
    public boolean awaitRemoval(String clientId, Duration timeout) {
      return true;
    }

    @Override
    public Optional<ClientDetail> client(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Allocation> buildsOn(String clientId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public HostStats hostStats(String clientId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Evaluation> evaluations(JobKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AllocationDetail> allocation(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AllocationUsage allocationUsage(String allocationId) {
      throw new UnsupportedOperationException();
    }
  }
}
