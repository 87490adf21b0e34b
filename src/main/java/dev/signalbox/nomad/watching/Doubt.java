package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Trust.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when the view is doubted and why, and how long that is kept from the pages. */
final class Doubt {

  /** A break that is over sooner is nobody's worry. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Workplace at;
  private @Nullable Instant since;
  private @Nullable Trouble why;

  Doubt(Workplace at) {
    this.at = at;
  }

  boolean any() {
    return since != null;
  }

  void raise(Trouble trouble) {
    why = trouble;
    State state = at.confidence().state();
    if (state == State.STARTING || state == State.STALE) {
      at.confidence().troubled(trouble);
    } else if (since == null) {
      at.desk().in(Alarm.STALE, GRACE, this::becomesStale);
    }
    if (since == null) {
      since = at.confidence().now();
    }
  }

  void settle() {
    since = null;
    why = null;
    at.desk().cancel(Alarm.STALE);
  }

  private void becomesStale() {
    @Nullable Instant from = since;
    if (from != null) {
      at.confidence().becomes(State.STALE, from, why);
    }
  }
}
