package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.Trust.State;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether events were missed is found out after each break, for the servers do not say. */
class ContinuityTests {

  private final WatchedByHand watched = new WatchedByHand();
  private final ScriptedNomad nomad = watched.nomad;

  @BeforeEach
  void watchUpToIndex105() {
    nomad.clients.add(Things.whole("client-1", 90));
    watched.live().says(Things.clientAt(105));
    watched.after(Duration.ofSeconds(1));
  }

  @Test
  void nothingWasMissedWhenTheStreamGoesOnAtTheLastBatch() {
    watched.streamEnds().after(Duration.ofSeconds(1));
    nomad.stands();

    watched.says(Things.clientAt(105), Things.clientAt(106)).after(Duration.ofSeconds(10));

    assertThat(watched.follows()).containsExactly("follow 0", "follow 105");
    assertThat(watched.loads()).isEqualTo(1);
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.view().client("client-1")).get().returns(106L, Client::modifyIndex);
  }

  @Test
  void nothingWasMissedWhenAServerThatIsBehindRepeatsMore() {
    watched.streamEnds().after(Duration.ofSeconds(1));

    watched.says(Things.clientAt(95), Things.clientAt(105)).after(Duration.ofSeconds(10));

    assertThat(watched.loads()).isEqualTo(1);
    assertThat(watched.view().client("client-1")).get().returns(105L, Client::modifyIndex);
  }

  @Test
  void everythingIsReadAgainWhenTheStreamGoesOnLater() {
    watched.streamEnds().after(Duration.ofSeconds(1));
    nomad.clients.set(0, Things.whole("client-2", 150));
    nomad.index = 150;

    watched.says(Things.clientAt(151)).after(Duration.ofSeconds(1));

    assertThat(watched.loads()).isEqualTo(2);
    assertThat(watched.trust().resyncs()).isEqualTo(2);
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.view().client("client-2")).isPresent();
  }

  @Test
  void everythingIsReadAgainWhenTheStreamStandsAndSaysNothing() {
    watched.streamEnds().after(Duration.ofSeconds(1));
    nomad.stands();
    watched.settles().after(Duration.ofSeconds(2));
    assertThat(watched.loads()).isEqualTo(1);

    watched.after(Duration.ofSeconds(1));

    assertThat(watched.loads()).isEqualTo(2);
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
  }

  @Test
  void heartbeatsProveNothing() {
    watched.streamEnds().after(Duration.ofSeconds(1));
    nomad.stands();
    nomad.stands();
    watched.settles().after(Duration.ofSeconds(3));

    assertThat(watched.loads()).isEqualTo(2);
  }

  @Test
  void listsAskedForBeforeTheGapDoNotCloseIt() {
    watched.streamEnds().after(Duration.ofSeconds(1));
    nomad.says(Things.clientAt(151));
    watched.desk.work();
    nomad.ends();
    watched.errands.streamIsOver();
    watched.desk.work();
    watched.after(Duration.ofSeconds(2));
    long before = watched.loads();

    watched.says(Things.clientAt(200)).after(Duration.ofSeconds(1));

    assertThat(watched.loads()).isEqualTo(before + 1);
  }

  @Test
  void aBatchThatComesTwiceChangesNothing() {
    int views = watched.views.size();

    watched.says(Things.clientAt(105), Things.clientAt(104)).after(Duration.ofSeconds(2));

    assertThat(watched.views).hasSize(views);
    assertThat(watched.view().client("client-1")).get().returns(105L, Client::modifyIndex);
  }

  @Test
  void aShortBreakIsNobodysWorryAndALongOneIsToldWithItsBeginning() {
    Instant broken = watched.clock.instant();
    nomad.probeFailure =
        new OutsideWorldException.Unreachable("ask Nomad", "nothing", "look", null);
    watched.streamEndsWith(nomad.probeFailure);
    nomad.fails(Kind.CLIENTS, nomad.probeFailure);
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);

    watched.after(Duration.ofSeconds(1));
    watched.streamEndsWith(nomad.probeFailure);
    watched.after(Duration.ofSeconds(10));

    assertThat(watched.trust().state()).isEqualTo(State.STALE);
    assertThat(watched.trust().since()).isEqualTo(broken);
    assertThat(watched.trust().tried()).isEqualTo("ask Nomad");
    assertThat(watched.view().client("client-1")).isPresent();

    nomad.works();
    watched.after(Duration.ofSeconds(30));
    watched.says(Things.clientAt(105));

    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.trust().tried()).isNull();
    assertThat(watched.loads()).isEqualTo(1);
  }

  @Test
  void anIndexThatGoesBackMeansAnotherClusterAndEverythingIsReadAgain() {
    nomad.index = 12;
    nomad.clients.clear();
    nomad.clients.add(Things.whole("client-new", 10));

    watched.after(Duration.ofSeconds(10));
    assertThat(watched.view().client("client-1")).isPresent();
    nomad.stands();
    watched.settles().after(Duration.ofSeconds(1));

    assertThat(watched.follows()).last().isEqualTo("follow 0");
    assertThat(watched.view().client("client-1")).isEmpty();
    assertThat(watched.view().client("client-new")).isPresent();
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
  }

  @Test
  void aListThatGoesBackAfterAGapMeansTheSame() {
    watched.streamEnds().after(Duration.ofSeconds(1));
    nomad.index = 60;
    nomad.clients.set(0, Things.whole("client-1", 50));

    watched.says(Things.batch(150, new Event.ClientGone("other")));
    nomad.stands();
    watched.settles().after(Duration.ofSeconds(1));

    assertThat(watched.view().client("client-1")).get().returns(50L, Client::modifyIndex);
  }
}
