package dev.signalbox.drains.rolling;

import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.util.List;
import java.util.StringJoiner;

final class RollingDrainLabels {

  private RollingDrainLabels() {}

  static StatusLabel of(RollingDrain plan) {
    return switch (plan.state()) {
      case RUNNING ->
          plan.waitReason().isEmpty()
              ? new StatusLabel(StatusTone.ACCENT, "player-play", "Running")
              : StatusLabel.waiting("Waiting");
      case PAUSED -> new StatusLabel(StatusTone.WARN, "player-pause", "Paused");
      case ABORTED -> StatusLabel.off(plan.isOpen() ? "Aborted, drains finishing" : "Aborted");
      case FINISHED -> StatusLabel.ok("Done");
    };
  }

  static StatusLabel of(RollingDrainClient client, int left) {
    return switch (client.state()) {
      case WAITING -> new StatusLabel(StatusTone.IDLE, "clock", "Waiting");
      case STARTING -> new StatusLabel(StatusTone.ACCENT, "loader-2", "Starting drain");
      case DRAINING ->
          new StatusLabel(StatusTone.ACCENT, "hourglass", "Draining, " + left + " left");
      case RESTORING -> new StatusLabel(StatusTone.ACCENT, "loader-2", "Marking eligible");
      case DONE -> StatusLabel.ok("Done");
      case FAILED -> StatusLabel.bad("Failed");
      case SKIPPED -> StatusLabel.off("Skipped");
    };
  }

  /** {@code 3 of 12 done · 1 draining · 1 failed}. */
  static String progress(List<RollingDrainClient> clients) {
    StringJoiner words = new StringJoiner(" · ");
    words.add(count(clients, RollingDrainClient.State.DONE) + " of " + clients.size() + " done");
    add(words, clients.stream().filter(c -> c.state().isActive()).count(), "draining");
    add(words, count(clients, RollingDrainClient.State.FAILED), "failed");
    add(words, count(clients, RollingDrainClient.State.SKIPPED), "skipped");
    return words.toString();
  }

  static long count(List<RollingDrainClient> clients, RollingDrainClient.State state) {
    return clients.stream().filter(client -> client.state() == state).count();
  }

  private static void add(StringJoiner words, long count, String what) {
    if (count > 0) {
      words.add(count + " " + what);
    }
  }
}
