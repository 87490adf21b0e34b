package dev.signalbox.live;

import java.util.function.Predicate;

/** Hears at once whose access has ended; for a room that streams something of its own. */
public interface CutOff {

  /** Ends the streams of those. */
  void cut(Predicate<StreamOwner> whose);
}
