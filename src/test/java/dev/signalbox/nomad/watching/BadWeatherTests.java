package dev.signalbox.nomad.watching;

import static dev.signalbox.nomad.watching.WatchedFake.QUICKLY;
import static dev.signalbox.nomad.watching.WatchedFake.SLOWLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.Trust.State;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
import dev.signalbox.sandbox.nomad.Profile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way from the wire to the view, on days when Nomad is not what it should be. */
class BadWeatherTests {

  @ParameterizedTest
  @CsvSource({
    "V1_7_7, DOWN, closed the connection",
    "V1_7_7, LEADERLESS, 500: No cluster leader",
    "V1_7_7, REFUSING, 403: Permission denied",
    "V1_11_3, REFUSING, 403: Permission denied",
    "V1_7_7, LYING, '307, leading to /ui/'",
    "V1_7_7, LIMITED, 429",
    "V1_1_2, LIMITED, closed the connection",
    "V1_7_7, STREAM_SILENT, nothing within 40 seconds",
    "V1_7_7, STREAM_LOST, the stream ended without a word",
    "V1_11_3, STREAM_LOST, the stream ended without a word",
  })
  void keepsTheViewAndSaysWhyAndIsLiveAgainAfterwards(Profile profile, Kind weather, String why) {
    try (WatchedFake watched = new WatchedFake(profile)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.live();

      watched.nomad.weather().turn(weather);
      watched.until(SLOWLY, () -> said(watched).contains(why));
      assertThat(watched.view().clients()).extracting(Client::name).containsExactly("one");
      assertThat(watched.trust().advice()).isNotBlank();

      watched.nomad.weather().turn(Kind.FINE);
      watched.until(
          QUICKLY, () -> watched.trust().state() == State.LIVE && said(watched).isEmpty());
      watched.nomad.world().addClient("two", 4_000, 8_192);
      watched.until(SLOWLY, () -> watched.view().clients().size() == 2);
      assertThat(watched.trust().leaderKnown()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "V1_10_0, 403: Permission denied",
    "V1_11_3, '200 and then the end, without a word'",
  })
  void saysThatOnlyEventsAreRefusedAndGoesOnByAsking(Profile profile, String why) {
    try (WatchedFake watched = new WatchedFake(profile)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.nomad.refuseEvents(true);
      watched.watcher.start();
      watched.until(SLOWLY, () -> watched.trust().state() == State.POLLING);
      assertThat(watched.trust().answered()).isEqualTo(why);

      watched.nomad.world().addClient("two", 4_000, 8_192);
      watched.until(SLOWLY, () -> watched.view().clients().size() == 2);

      watched.nomad.refuseEvents(false);
      watched.until(Duration.ofSeconds(10), () -> watched.trust().state() == State.LIVE);
      assertThat(watched.trust().tried()).isNull();
    }
  }

  @Test
  void oneKnockInVainCostsAMomentAndNotAnHour() {
    try (WatchedFake watched = new WatchedFake(Profile.V1_7_7)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.nomad.weather().turn(Kind.STREAM_LOST);
      watched.watcher.start();
      watched.until(SLOWLY, () -> watched.nomad.requests("/v1/event/stream") > 0);
      watched.nomad.weather().turn(Kind.FINE);

      Duration time = watched.untilThen(() -> watched.trust().state() == State.LIVE);

      assertThat(time).isLessThan(Duration.ofMinutes(2));
    }
  }

  @Test
  void readsEverythingAgainWhereTheServersWereSetBack() {
    try (WatchedFake watched = new WatchedFake(Profile.V1_7_7)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      for (int job = 0; job < 10; job++) {
        watched.nomad.world().run("build-" + job, 100, 100);
      }
      watched.live();
      long last = watched.nomad.world().index();

      watched.nomad.weather().turn(Kind.BACKWARDS);

      watched.until(SLOWLY, () -> watched.trust().resyncs() > 1);
      watched.until(SLOWLY, () -> watched.trust().state() == State.LIVE);
      assertThat(watched.view().clients()).hasSize(1);
      watched.nomad.world().addClient("two", 4_000, 8_192);
      watched.until(SLOWLY, () -> watched.view().clients().size() == 2);
      assertThat(watched.view().clients()).allMatch(client -> client.modifyIndex() < last);
    }
  }

  @Test
  void missesNothingWhenTheServersForgotTheirEvents() {
    try (WatchedFake watched = new WatchedFake(Profile.V1_7_7)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.live();
      watched.nomad.weather().turn(Kind.DOWN);
      watched.until(SLOWLY, () -> watched.trust().state() == State.STALE);
      watched.nomad.world().addClient("two", 4_000, 8_192);
      watched.nomad.world().restartServers();

      watched.nomad.weather().turn(Kind.FINE);

      watched.until(SLOWLY, () -> watched.trust().state() == State.LIVE);
      watched.until(SLOWLY, () -> watched.view().clients().size() == 2);
      assertThat(watched.trust().resyncs()).isEqualTo(2);
    }
  }

  @Test
  void watchesServersThatAreSlow() {
    try (WatchedFake watched = new WatchedFake(Profile.V1_7_7)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.nomad.weather().turnSlow(Duration.ofMillis(100));

      watched.live();
      watched.nomad.world().addClient("two", 4_000, 8_192);

      watched.until(SLOWLY, () -> watched.view().clients().size() == 2);
      assertThat(watched.trust().state()).isEqualTo(State.LIVE);
      assertThat(watched.trust().tried()).isNull();
    }
  }

  /** Before 1.2 no event tells that a drain was set or taken back. */
  @ParameterizedTest
  @EnumSource(
      value = Profile.class,
      names = {"V1_1_2", "V1_7_7"})
  void seesADrainThatSomebodyWaitsForThoughNoEventTellsOfIt(Profile profile) {
    try (WatchedFake watched = new WatchedFake(profile)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.nomad.world().run("build-1", 100, 100);
      watched.live();
      String id = watched.nomad.world().clientId("one");

      long set = watched.acts().drain(id, new DrainOrder(Duration.ofHours(1), true), Map.of());
      watched.watcher.awaited(set);
      Duration seen =
          watched.untilThen(() -> watched.view().client(id).orElseThrow().drain() != null);
      assertThat(seen).isLessThan(Duration.ofSeconds(20));
      assertThat(watched.publisher.awaits(set, Duration.ZERO)).isTrue();

      long ended = watched.acts().cancelDrain(id, true, Map.of());
      watched.watcher.awaited(ended);
      watched.untilThen(() -> watched.view().client(id).orElseThrow().takesBuilds());
      assertThat(watched.publisher.awaits(ended, Duration.ZERO)).isTrue();
    }
  }

  @Test
  void seesADrainOfAnotherToolWithinHalfAMinute() {
    try (WatchedFake watched = new WatchedFake(Profile.V1_1_2)) {
      watched.nomad.world().addClient("one", 4_000, 8_192);
      watched.nomad.world().run("build-1", 100, 100);
      watched.live();
      String id = watched.nomad.world().clientId("one");
      watched.nomad.world().drain("one", null, Map.of());

      Duration seen = watched.untilThen(() -> watched.view().client(id).orElseThrow().draining());

      assertThat(seen).isLessThan(Duration.ofSeconds(40));
    }
  }

  private static String said(WatchedFake watched) {
    String answered = watched.trust().answered();
    return answered == null ? "" : answered;
  }
}
