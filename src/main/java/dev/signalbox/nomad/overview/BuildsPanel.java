package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.clients.Capacity;
import dev.signalbox.nomad.queue.Queue;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cluster in three figures.
 *
 * @param oldest how long the one waits that waits longest, in words
 * @param status what is wrong with the picture, or null
 */
record BuildsPanel(
    int ready, int known, int running, int waiting, String oldest, @Nullable Status status) {

  static BuildsPanel of(ClusterView view, Trust trust, Clock clock) {
    Capacity capacity = Capacity.of(view);
    Queue queue = Queue.of(view);
    return new BuildsPanel(
        capacity.ready(),
        capacity.clients(),
        capacity.running(),
        queue.size(),
        queue
            .oldest()
            .map(since -> "oldest " + Moment.length(Duration.between(since, clock.instant())))
            .orElse("nothing waits"),
        TrustLine.of(trust, clock).status());
  }
}
