package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists.Event;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What pages get to see, and how often. */
class ShowingTests {

  private final WatchedByHand watched = new WatchedByHand();

  @Test
  void makesAtMostTwoViewsASecondHoweverMuchHappens() {
    watched.live();
    int before = watched.views.size();

    for (int index = 101; index <= 300; index++) {
      watched.clock.advance(Duration.ofMillis(10));
      watched.says(Things.clientAt(index));
    }
    watched.after(Duration.ofSeconds(1));

    assertThat(watched.views.size() - before).isBetween(3, 5);
    assertThat(watched.view().client("client-1")).get().returns(300L, Client::modifyIndex);
  }

  @Test
  void hasPagesLookAtMostTwiceASecond() {
    watched.live().after(Duration.ofSeconds(2));
    int before = watched.notices;

    for (int index = 101; index <= 300; index++) {
      watched.clock.advance(Duration.ofMillis(10));
      watched.says(Things.clientAt(index));
    }
    watched.after(Duration.ofSeconds(1));

    assertThat(watched.notices - before).isBetween(3, 5);
  }

  @Test
  void showsAndTellsNothingWhileNothingChanges() {
    watched.live().after(Duration.ofSeconds(2));
    int views = watched.views.size();
    int notices = watched.notices;

    for (int beats = 0; beats < 4; beats++) {
      watched.nomad.stands();
      watched.after(Duration.ofSeconds(30));
    }

    assertThat(watched.views).hasSize(views);
    assertThat(watched.notices).isEqualTo(notices);
    assertThat(watched.trust().asOf()).isAfter(watched.clock.instant().minusSeconds(11));
  }

  @Test
  void aViewNeverChangesAfterItWasShown() {
    watched.live().says(Things.clientAt(101)).after(Duration.ofSeconds(1));
    ClusterView shown = watched.view();

    watched.says(Things.batch(102, new Event.ClientGone("client-1"))).after(Duration.ofSeconds(1));

    assertThat(shown.client("client-1")).isPresent();
    assertThat(watched.view().client("client-1")).isEmpty();
    assertThat(watched.view().version()).isGreaterThan(shown.version());
  }

  @Test
  void somebodyWhoWaitsForTheirWriteGoesOnWhenTheViewHoldsIt() throws Exception {
    watched.live().after(Duration.ofSeconds(1));
    assertThat(watched.publisher.awaits(150, Duration.ZERO)).isFalse();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> watched.publisher.awaits(150, Duration.ofSeconds(10)));

    watched.says(Things.clientAt(149)).after(Duration.ofSeconds(1));
    assertThat(waiting).isNotDone();
    watched.says(Things.clientAt(150)).after(Duration.ofSeconds(1));

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(watched.view().client("client-1")).get().returns(150L, Client::modifyIndex);
  }

  @Test
  void somebodyWhoWaitsIsNotKeptByTheRestBetweenTwoLists() {
    watched.nomad.capabilities = Capabilities.LEAST;
    watched.nomad.bytes = 3_000_000;
    watched.started();
    watched.nomad.index = 120;

    watched.watcher.awaited(101);
    watched.settles();

    assertThat(watched.publisher.awaits(120, Duration.ZERO)).isTrue();
  }

  @Test
  void clientsOwnEventsGoToListeners() {
    Event.ClientTold told =
        new Event.ClientTold(
            "client-1", "client-1", Things.THEN, "Heartbeat", "Node heartbeat missed", Map.of());

    watched.live().says(Things.batch(101, told));

    assertThat(watched.told).containsExactly(told);
  }
}
