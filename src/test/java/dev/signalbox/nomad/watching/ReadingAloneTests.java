package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients read one by one, for what lists do not tell. */
class ReadingAloneTests {

  private final WatchedByHand watched = new WatchedByHand();
  private final ScriptedNomad nomad = watched.nomad;

  @Test
  void oneThatCannotBeReadHoldsUpNobodyElse() {
    clients("client-1", "client-2", "client-3");
    nomad.unreadable.put(
        "client-2", new OutsideWorldException.Unexpected("read", "nonsense", "look", null));

    watched.live().after(Duration.ofSeconds(2));

    assertThat(read("client-1")).isTrue();
    assertThat(read("client-2")).isFalse();
    assertThat(read("client-3")).isTrue();
    assertThat(asked("client-1")).isEqualTo(1);

    // nor does it wait for whoever has to be read meanwhile
    nomad.clients.add(Things.listed("client-4", 101));
    nomad.whole.put("client-4", Things.whole("client-4", 101));
    nomad.index = 101;
    watched.watcher.awaited(101);
    watched.after(Duration.ofSeconds(2));
    assertThat(read("client-4")).isTrue();

    nomad.unreadable.clear();
    watched.after(Duration.ofSeconds(31));
    assertThat(read("client-2")).isTrue();
    assertThat(asked("client-1")).isEqualTo(1);
  }

  @Test
  void keepsWhatWasReadBeforeNobodyAnswered() {
    clients("client-1", "client-2", "client-3");
    nomad.unreadable.put(
        "client-2", new OutsideWorldException.Unreachable("read", "nothing", "look", null));

    watched.live().after(Duration.ofSeconds(2));
    assertThat(read("client-1")).isTrue();
    assertThat(asked("client-3")).isZero();

    nomad.unreadable.clear();
    watched.after(Duration.ofSeconds(31));
    assertThat(read("client-2")).isTrue();
    assertThat(read("client-3")).isTrue();
    assertThat(asked("client-1")).isEqualTo(1);
  }

  @Test
  void tellsClientsOwnEventsOnceThoughEachReadingBringsThemAgain() {
    nomad.capabilities = Capabilities.LEAST;
    clients("client-1");
    Instant now = watched.clock.instant();
    ClientTold longAgo = told(now.minus(Duration.ofDays(3)), "Node registered");
    ClientTold missed = told(now.minusSeconds(60), "Node heartbeat missed");
    ClientTold back = told(now.minusSeconds(60), "Node reregistered");
    nomad.events.addAll(List.of(longAgo, missed, back));

    watched.started().after(Duration.ofSeconds(2));
    assertThat(watched.told).containsExactly(missed, back);

    ClientTold drained = told(now.plusSeconds(1), "Node drain strategy set");
    nomad.events.add(drained);
    nomad.clients.set(0, Things.listed("client-1", 101));
    nomad.whole.put("client-1", Things.whole("client-1", 101));
    nomad.index = 101;
    watched.after(Duration.ofSeconds(5));

    assertThat(watched.told).containsExactly(missed, back, drained);
  }

  private void clients(String... names) {
    for (String name : names) {
      nomad.clients.add(Things.listed(name, 90));
      nomad.whole.put(name, Things.whole(name, 90));
    }
  }

  private boolean read(String name) {
    return !watched.view().client(name).orElseThrow().attributes().isEmpty();
  }

  private long asked(String name) {
    return nomad.asked.stream().filter(("client " + name)::equals).count();
  }

  private static ClientTold told(Instant at, String message) {
    return new ClientTold("client-1", "client-1", at, "Cluster", message, Map.of());
  }
}
