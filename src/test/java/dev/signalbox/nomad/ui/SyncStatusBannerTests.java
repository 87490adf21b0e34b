package dev.signalbox.nomad.ui;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncStatusBannerTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "OFF, true, Nomad is not configured",
    "STARTING, true, First sync in progress",
    "LIVE, true,",
    "LIVE, false, No leader",
    "POLLING, true,",
    "POLLING, false, No leader",
    "STALE, true, Stale since 12:04 UTC",
  })
  void showsAStatusOnlyIfTheDataIsNotCurrent(
      SyncStatus.State state, boolean leaderKnown, @Nullable String status) {
    FreshnessBanner banner = SyncStatusBanner.of(syncStatus(state, leaderKnown, 1), CLOCK);

    assertThat(banner.status() == null ? null : banner.status().text()).isEqualTo(status);
  }

  @Test
  void showsVersionModeAndAgeInOneLine() {
    assertThat(SyncStatusBanner.of(syncStatus(SyncStatus.State.LIVE, true, 1), CLOCK).summary())
        .isEqualTo("Nomad 1.7.7 · live · updated just now");
    assertThat(SyncStatusBanner.of(syncStatus(SyncStatus.State.LIVE, true, 2), CLOCK).summary())
        .isEqualTo("Nomad 1.7.7 · live · updated just now · resynced once");
    assertThat(SyncStatusBanner.of(syncStatus(SyncStatus.State.POLLING, true, 4), CLOCK).summary())
        .isEqualTo("Nomad 1.7.7 · polling every 10 s · updated just now · resynced 3 times");
  }

  @Test
  void namesTheTimeOfTheDataWhileNomadIsUnreachable() {
    assertThat(SyncStatusBanner.of(syncStatus(SyncStatus.State.STALE, true, 1), CLOCK).problem())
        .returns("Nomad is unreachable – showing data from 12:04 UTC", problem -> problem.title())
        .returns("to list the jobs", problem -> problem.tried())
        .returns("500: No cluster leader", problem -> problem.response());
  }

  private static SyncStatus syncStatus(SyncStatus.State state, boolean leaderKnown, long resyncs) {
    return new SyncStatus(
        state,
        NOW,
        NOW,
        leaderKnown,
        Duration.ZERO,
        List.of("1.7.7"),
        resyncs,
        "list the jobs",
        "500: No cluster leader",
        "Check the Nomad servers.");
  }
}
