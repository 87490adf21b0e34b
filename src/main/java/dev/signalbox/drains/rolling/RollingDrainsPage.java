package dev.signalbox.drains.rolling;

import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

record RollingDrainsPage(
    String summary, ActionButton create, List<RollingDrainRow> plans, @Nullable EmptyState empty) {

  static RollingDrainsPage of(
      List<RollingDrain> plans,
      Function<RollingDrain, List<RollingDrainClient>> clients,
      CurrentUser visitor,
      @Nullable String denied,
      Clock clock) {
    long open = plans.stream().filter(RollingDrain::isOpen).count();
    return new RollingDrainsPage(
        open == 0 ? "No rolling drain in progress" : open + " in progress",
        ActionButton.of("New rolling drain", visitor, denied),
        plans.stream().map(plan -> RollingDrainRow.of(plan, clients.apply(plan), clock)).toList(),
        plans.isEmpty()
            ? new EmptyState(
                "No rolling drains yet",
                "Drain many clients in batches while a minimum stays ready.",
                null,
                null)
            : null);
  }

  record RollingDrainRow(
      String id,
      String url,
      String reason,
      String startedBy,
      StatusLabel status,
      String waitReason,
      long finished,
      int all,
      String progress,
      TimestampView created) {

    static RollingDrainRow of(RollingDrain plan, List<RollingDrainClient> clients, Clock clock) {
      return new RollingDrainRow(
          plan.id().toString(),
          "/nomad/rolling-drains/" + plan.id(),
          plan.reason(),
          Objects.requireNonNullElse(plan.actor().name(), plan.actor().id()),
          RollingDrainLabels.of(plan),
          plan.waitReason(),
          clients.stream().filter(client -> client.state().isFinished()).count(),
          clients.size(),
          RollingDrainLabels.progress(clients),
          TimestampView.of(plan.createdAt(), clock));
    }
  }
}
