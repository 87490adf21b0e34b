package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerQueueTests {

  private static final NodeEventReceived EVENT =
      new NodeEventReceived(
          "client-1", "client-1", NomadObjects.THEN, "Drain", "Node drain complete", Map.of());

  private final RecordingListener listener = new RecordingListener();
  private final ListenerQueue queue = new ListenerQueue(listener);

  @Test
  void mergesChangesWhileTheListenerIsBusy() {
    queue.offerSnapshot(snapshot(1));
    queue.deliver();
    queue.offerSnapshot(snapshot(2));
    queue.offerSnapshot(snapshot(3));
    queue.deliver();
    queue.deliver();

    assertThat(listener.changes).containsExactly("0 to 1", "1 to 3");
  }

  @Test
  void redeliversAChangeAfterAFailure() {
    queue.offerSnapshot(snapshot(1));
    queue.deliver();
    listener.fails = true;
    queue.offerSnapshot(snapshot(2));
    assertThatThrownBy(queue::deliver).isInstanceOf(IllegalStateException.class);

    listener.fails = false;
    queue.offerSnapshot(snapshot(3));
    queue.deliver();

    assertThat(listener.changes).containsExactly("0 to 1", "1 to 3");
  }

  @Test
  void queuesUpToFiveThousandEvents() {
    int queued = 0;
    while (queue.offerEvent(EVENT)) {
      queued++;
    }
    queue.deliver();

    assertThat(queued).isEqualTo(5_000);
    assertThat(listener.events).hasSize(5_000);
    assertThat(queue.offerEvent(EVENT)).isTrue();
  }

  private static ClusterSnapshot snapshot(long version) {
    return new ClusterSnapshot(version, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** Records all calls. */
  private static final class RecordingListener implements ClusterListener {

    private final List<String> changes = new ArrayList<>();
    private final List<NodeEventReceived> events = new ArrayList<>();
    private boolean fails;

    @Override
    public void onSnapshot(ClusterSnapshot before, ClusterSnapshot after) {
      if (fails) {
        throw new IllegalStateException("The database is unreachable.");
      }
      changes.add(before.version() + " to " + after.version());
    }

    @Override
    public void onNodeEvent(NodeEventReceived event) {
      events.add(event);
    }
  }
}
