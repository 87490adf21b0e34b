package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeDetailFetcherTests {

  private final ManualInformer informer = new ManualInformer();
  private final ScriptedListWatch nomad = informer.nomad;

  @Test
  void aClientThatCannotBeReadDoesNotBlockOthers() {
    clients("client-1", "client-2", "client-3");
    nomad.unreadable.put(
        "client-2",
        new RemoteSystemException.Unexpected(RemoteSystem.NOMAD, "read", "nonsense", "look", null));

    informer.live().advance(Duration.ofSeconds(2));

    assertThat(isFetched("client-1")).isTrue();
    assertThat(isFetched("client-2")).isFalse();
    assertThat(isFetched("client-3")).isTrue();
    assertThat(requests("client-1")).isEqualTo(1);

    // another client that is added meanwhile is fetched, too
    nomad.clients.add(NomadObjects.listed("client-4", 101));
    nomad.fetched.put("client-4", NomadObjects.fetched("client-4", 101));
    nomad.index = 101;
    informer.coordinator.expectIndex(ResourceType.CLIENTS, 101);
    informer.advance(Duration.ofSeconds(2));
    assertThat(isFetched("client-4")).isTrue();

    nomad.unreadable.clear();
    informer.advance(Duration.ofSeconds(31));
    assertThat(isFetched("client-2")).isTrue();
    assertThat(requests("client-1")).isEqualTo(1);
  }

  @Test
  void keepsTheClientsReadBeforeNomadBecameUnreachable() {
    clients("client-1", "client-2", "client-3");
    nomad.unreadable.put(
        "client-2",
        new RemoteSystemException.Unreachable(RemoteSystem.NOMAD, "read", "nothing", "look", null));

    informer.live().advance(Duration.ofSeconds(2));
    assertThat(isFetched("client-1")).isTrue();
    assertThat(requests("client-3")).isZero();

    nomad.unreadable.clear();
    informer.advance(Duration.ofSeconds(31));
    assertThat(isFetched("client-2")).isTrue();
    assertThat(isFetched("client-3")).isTrue();
    assertThat(requests("client-1")).isEqualTo(1);
  }

  @Test
  void reportsEachNodeEventOnce() {
    nomad.capabilities = Capabilities.MINIMAL;
    clients("client-1");
    Instant now = informer.clock.instant();
    NodeEventReceived longAgo = event(now.minus(Duration.ofDays(3)), "Node registered");
    NodeEventReceived missed = event(now.minusSeconds(60), "Node heartbeat missed");
    NodeEventReceived back = event(now.minusSeconds(60), "Node reregistered");
    nomad.events.addAll(List.of(longAgo, missed, back));

    informer.started().advance(Duration.ofSeconds(2));
    assertThat(informer.nodeEvents).containsExactly(missed, back);

    NodeEventReceived drained = event(now.plusSeconds(1), "Node drain strategy set");
    nomad.events.add(drained);
    nomad.clients.set(0, NomadObjects.listed("client-1", 101));
    nomad.fetched.put("client-1", NomadObjects.fetched("client-1", 101));
    nomad.index = 101;
    informer.advance(Duration.ofSeconds(5));

    assertThat(informer.nodeEvents).containsExactly(missed, back, drained);
  }

  private void clients(String... names) {
    for (String name : names) {
      nomad.clients.add(NomadObjects.listed(name, 90));
      nomad.fetched.put(name, NomadObjects.fetched(name, 90));
    }
  }

  private boolean isFetched(String name) {
    return !informer.snapshot().client(name).orElseThrow().attributes().isEmpty();
  }

  private long requests(String name) {
    return nomad.requests.stream().filter(("client " + name)::equals).count();
  }

  private static NodeEventReceived event(Instant at, String message) {
    return new NodeEventReceived("client-1", "client-1", at, "Cluster", message, Map.of());
  }
}
