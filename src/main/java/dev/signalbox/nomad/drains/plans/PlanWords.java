package dev.signalbox.nomad.drains.plans;

import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.util.List;
import java.util.StringJoiner;

/** Where plans and their clients stand, in words. */
final class PlanWords {

  private PlanWords() {}

  static Status of(DrainPlan plan) {
    return switch (plan.state()) {
      case RUNNING ->
          plan.waits().isEmpty()
              ? new Status(Tone.ACCENT, "player-play", "Running")
              : Status.waiting("Waiting");
      case PAUSED -> new Status(Tone.WARN, "player-pause", "Paused");
      case ABORTED -> Status.off(plan.open() ? "Aborted, what drains ends" : "Aborted");
      case FINISHED -> Status.ok("Done");
    };
  }

  static Status of(PlanClient client, int left) {
    return switch (client.state()) {
      case WAITING -> new Status(Tone.IDLE, "clock", "Waiting");
      case STARTING -> new Status(Tone.ACCENT, "loader-2", "Being told");
      case DRAINING -> new Status(Tone.ACCENT, "hourglass", "Draining, " + left + " left");
      case RESTORING -> new Status(Tone.ACCENT, "loader-2", "Being let in");
      case DONE -> Status.ok("Done");
      case FAILED -> Status.bad("Failed");
      case SKIPPED -> Status.off("Skipped");
    };
  }

  /** {@code 3 of 12 done · 1 draining · 1 failed}. */
  static String progress(List<PlanClient> clients) {
    StringJoiner words = new StringJoiner(" · ");
    words.add(count(clients, PlanClient.State.DONE) + " of " + clients.size() + " done");
    add(words, clients.stream().filter(c -> c.state().atWork()).count(), "draining");
    add(words, count(clients, PlanClient.State.FAILED), "failed");
    add(words, count(clients, PlanClient.State.SKIPPED), "skipped");
    return words.toString();
  }

  static long count(List<PlanClient> clients, PlanClient.State state) {
    return clients.stream().filter(client -> client.state() == state).count();
  }

  private static void add(StringJoiner words, long count, String what) {
    if (count > 0) {
      words.add(count + " " + what);
    }
  }
}
