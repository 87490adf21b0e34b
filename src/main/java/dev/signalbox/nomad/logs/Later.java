package dev.signalbox.nomad.logs;

import java.time.Duration;

/** Runs things beside the request, now or later; by hand in tests. */
interface Later {

  /** On a thread of its own, which it may block. */
  void now(Runnable task);

  /** The same after a while. */
  void after(Duration wait, Runnable task);
}
