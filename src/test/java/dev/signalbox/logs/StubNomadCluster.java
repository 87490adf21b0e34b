package dev.signalbox.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.RawText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster with one job whose state is set by the test. */
final class StubNomadCluster implements ClusterState, NomadQueries {

  static final JobKey JOB = new JobKey("default", "build");

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final Map<String, Allocation> allocations = new HashMap<>();
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, TaskState> tasks = new HashMap<>();

  StubNomadCluster with(String id, AllocationStatus status) {
    allocations.put(id, allocation(id, status));
    return this;
  }

  /** Sets the status of the client that runs the builds. */
  void withClient(ClientStatus status) {
    clients.put("client", SnapshotBuilder.client("nomad-12").status(status, NOON).build());
  }

  /** Ends an allocation and its task. */
  void ended(String id, @Nullable Integer exitCode, int signal, boolean outOfMemory) {
    with(id, AllocationStatus.FAILED);
    tasks.put(
        id,
        new TaskState(
            "agent",
            "dead",
            true,
            0,
            NOON,
            NOON,
            List.of(
                new TaskEvent(NOON, "Started", "", null, 0, false),
                new TaskEvent(NOON, "Terminated", "", exitCode, signal, outOfMemory),
                new TaskEvent(NOON, "Not Restarting", "", null, 0, false))));
  }

  static Allocation allocation(String id, AllocationStatus status) {
    return new Allocation(
        id,
        "build.agent[0]",
        JOB,
        "batch",
        "agent",
        "client",
        "nomad-12",
        "",
        Allocation.Desired.RUN,
        status,
        "",
        Resources.NONE,
        "",
        NOON,
        NOON,
        NOON,
        null,
        id.hashCode() & 0xff,
        1);
  }

  @Override
  public ClusterSnapshot snapshot() {
    return new ClusterSnapshot(1, Map.copyOf(clients), Map.copyOf(allocations), Map.of(), Map.of());
  }

  @Override
  public SyncStatus syncStatus() {
    return new SyncStatus(
        SyncStatus.State.LIVE, NOON, NOON, true, Duration.ZERO, List.of(), 0, null, null, null);
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
  public Optional<AllocationDetail> allocation(String id) {
    return Optional.ofNullable(allocations.get(id))
        .map(
            one ->
                new AllocationDetail(
                    one,
                    "",
                    "",
                    Optional.ofNullable(tasks.get(id)).stream().toList(),
                    new RawText("", null)));
  }

  @Override
  public Optional<ClientDetail> client(String id) {
    return Optional.empty();
  }

  @Override
  public HostStats hostStats(String clientId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Allocation> buildsOn(String clientId) {
    return List.of();
  }

  @Override
  public Optional<JobDetail> job(JobKey key) {
    return Optional.empty();
  }

  @Override
  public List<Evaluation> evaluations(JobKey key) {
    return List.of();
  }

  @Override
  public AllocationUsage allocationUsage(String allocationId) {
    throw new UnsupportedOperationException();
  }
}
