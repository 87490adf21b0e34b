package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The freshness banner of the Nomad pages, rendered by the template {@code nomad/_sync-status}. */
public final class SyncStatusBanner {

  private static final Duration NOTABLE_LAG = Duration.ofSeconds(5);

  private SyncStatusBanner() {}

  /** Describes versions, sync mode and age of the snapshot, and the last failure. */
  public static FreshnessBanner of(SyncStatus syncStatus, Clock clock) {
    return new FreshnessBanner(
        status(syncStatus), summary(syncStatus, clock), problem(syncStatus, clock));
  }

  private static @Nullable StatusLabel status(SyncStatus syncStatus) {
    return switch (syncStatus.state()) {
      case OFF -> StatusLabel.off("Nomad is not configured");
      case STARTING -> StatusLabel.waiting("First sync in progress");
      case STALE -> StatusLabel.bad("Stale since " + TimestampView.timeOfDay(syncStatus.since()));
      case LIVE, POLLING -> syncStatus.leaderKnown() ? null : StatusLabel.bad("No leader");
    };
  }

  private static String summary(SyncStatus syncStatus, Clock clock) {
    StringJoiner parts = new StringJoiner(" · ");
    if (!syncStatus.servers().isEmpty()) {
      parts.add("Nomad " + String.join(", ", syncStatus.servers()));
    }
    switch (syncStatus.state()) {
      case LIVE -> parts.add("live");
      case POLLING -> parts.add("polling every 10 s");
      case STALE -> parts.add("retrying automatically");
      case OFF, STARTING -> {}
    }
    if (syncStatus.lag().compareTo(NOTABLE_LAG) > 0) {
      parts.add("the responding server lags by " + TimestampView.formatDuration(syncStatus.lag()));
    }
    @Nullable Instant confirmedAt = syncStatus.confirmedAt();
    if (confirmedAt != null) {
      parts.add("updated " + TimestampView.of(confirmedAt, clock).relative());
    }
    if (syncStatus.resyncs() > 1) {
      parts.add(resyncText(syncStatus.resyncs() - 1));
    }
    return parts.toString();
  }

  private static String resyncText(long times) {
    return times == 1 ? "resynced once" : String.format(Locale.ROOT, "resynced %,d times", times);
  }

  private static @Nullable ProblemPanel problem(SyncStatus syncStatus, Clock clock) {
    if (syncStatus.state() == SyncStatus.State.OFF) {
      return new ProblemPanel(
          "Nomad is not configured",
          "to read the address of the Nomad servers from the settings",
          "NOMAD_ADDR is not set",
          "Set NOMAD_ADDR to the address of the Nomad HTTP API, for example"
              + " http://nomad.acme.example:4646.",
          null,
          null);
    }
    if (syncStatus.tried() == null) {
      return null;
    }
    return new ProblemPanel(
        title(syncStatus),
        "to " + syncStatus.tried(),
        syncStatus.answered() == null ? "(no response)" : syncStatus.answered(),
        syncStatus.advice() == null ? "Check the Nomad servers." : syncStatus.advice(),
        TimestampView.of(syncStatus.since(), clock),
        null);
  }

  private static String title(SyncStatus syncStatus) {
    @Nullable Instant confirmedAt = syncStatus.confirmedAt();
    if (confirmedAt == null) {
      return "No data from Nomad yet";
    }
    return syncStatus.state() == SyncStatus.State.STALE
        ? "Nomad is unreachable – showing data from " + TimestampView.timeOfDay(confirmedAt)
        : "Nomad is degraded";
  }
}
