package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus.State;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitialSyncTests {

  private final RemoteSystemException unreachable =
      new RemoteSystemException.Unreachable(
          RemoteSystem.NOMAD, "read", "connection refused", "look", null);

  private final ManualInformer informer = new ManualInformer();
  private final ScriptedListWatch nomad = informer.nomad;

  @Test
  void connectsTheStreamBeforeReadingLists() {
    informer.started();
    assertThat(nomad.requests).doesNotContain("clients");

    nomad.sendHeartbeat();
    informer.runAll();

    assertThat(nomad.requests)
        .containsSubsequence("probe", "follow 0", "clients")
        .contains("allocations", "jobs", "evaluations");
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.syncStatus().servers()).containsExactly("1.7.7");
    assertThat(informer.syncStatus().resyncs()).isEqualTo(1);
  }

  @Test
  void keepsEventsReceivedWhileListsAreRead() {
    nomad.clients.add(NomadObjects.listed("client-1", 90));
    informer.started();
    nomad.sendHeartbeat();
    informer.eventLoop.runPending();

    nomad.send(
        NomadObjects.batch(
            110, new Event.ClientChanged(NomadObjects.draining("client-1", 110, null))));
    informer.runAll();

    assertThat(informer.snapshot().client("client-1")).get().returns(true, Client::draining);
  }

  @Test
  void removesClientsPurgedWhileListsAreRead() {
    nomad.clients.add(NomadObjects.listed("client-1", 90));
    informer.started();
    nomad.sendHeartbeat();
    informer.eventLoop.runPending();

    nomad.send(NomadObjects.batch(110, new Event.ClientRemoved("client-1")));
    informer.runAll();

    assertThat(informer.snapshot().client("client-1")).isEmpty();
  }

  @Test
  void publishesNothingBeforeAllListsAreRead() {
    nomad.clients.add(NomadObjects.listed("client-1", 90));
    nomad.failList(ResourceType.JOBS, unreachable);
    informer.live();

    assertThat(informer.snapshot()).isSameAs(ClusterSnapshot.EMPTY);
    assertThat(informer.syncStatus().state()).isEqualTo(State.STARTING);
    assertThat(informer.syncStatus().answered()).isEqualTo("connection refused");

    nomad.recover();
    informer.advance(Duration.ofSeconds(3));

    assertThat(informer.snapshot().clients()).hasSize(1);
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.syncStatus().tried()).isNull();
    assertThat(nomad.requests.stream().filter("clients"::equals)).hasSize(1);
  }

  @Test
  void readsListsIfAnOldServerDelaysTheStreamResponse() {
    nomad.clients.add(NomadObjects.listed("client-1", 90));
    informer.started().advance(Duration.ofSeconds(3));
    assertThat(informer.snapshot().clients()).hasSize(1);
    assertThat(informer.syncStatus().state()).isEqualTo(State.STARTING);

    informer.receive(NomadObjects.clientAt(100));

    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.fullSyncs()).isEqualTo(1);
  }

  @Test
  void retriesWhileNomadIsUnreachable() {
    nomad.probeFailure = unreachable;
    informer.started();
    assertThat(informer.syncStatus().tried()).isEqualTo("read");

    nomad.recover();
    informer.advance(Duration.ofSeconds(2));
    nomad.sendHeartbeat();
    informer.runAll();

    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
  }

  @Test
  void fetchesDetailsOfClients() {
    nomad.clients.add(NomadObjects.listed("client-1", 90));
    nomad.fetched.put("client-1", NomadObjects.fetched("client-1", 90));

    informer.live().advance(Duration.ofSeconds(1));

    assertThat(informer.snapshot().client("client-1"))
        .get()
        .returns(Map.of("os.name", "ubuntu"), Client::attributes);
    assertThat(nomad.requests.stream().filter("client client-1"::equals)).hasSize(1);
  }

  @Test
  void fetchesDrainingClientsFirst() {
    for (int number = 0; number < 200; number++) {
      nomad.clients.add(NomadObjects.listed("client-" + number, 90));
    }
    nomad.clients.add(NomadObjects.draining("drained", 90, null));

    informer.live();

    assertThat(nomad.requests.stream().filter(request -> request.startsWith("client ")).findFirst())
        .contains("client drained");
  }

  @Test
  void pollsWithoutAnEventStream() {
    nomad.capabilities = Capabilities.MINIMAL;
    nomad.jobs.add(NomadObjects.job("one", JobStatus.PENDING, Map.of(), 90));

    informer.started();

    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
    assertThat(informer.syncStatus().tried()).isNull();
    assertThat(informer.snapshot().jobs()).hasSize(1);
    assertThat(informer.streamRequests()).isEmpty();
  }

  @Test
  void addsTheJobTypeToAllocationsInAnyOrder() {
    informer.live();

    informer.receive(
        NomadObjects.batch(
            120,
            new Event.AllocationChanged(
                NomadObjects.allocation("a", "one", AllocationStatus.RUNNING, 120))),
        NomadObjects.batch(
            121, new Event.JobChanged(NomadObjects.job("one", JobStatus.RUNNING, Map.of(), 121))));
    informer.advance(Duration.ofSeconds(1));

    assertThat(List.copyOf(informer.snapshot().allocations()))
        .singleElement()
        .satisfies(allocation -> assertThat(allocation.jobType()).isEqualTo("batch"));
  }
}
