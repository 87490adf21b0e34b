package dev.signalbox.nomad.wire;

import dev.signalbox.outside.OutsideWorldException;
import java.io.IOException;
import java.time.Duration;

/**
 * The way to Nomad, which all adapters share: its connections, its time-outs, and the one
 * translation of its failures into {@link OutsideWorldException}.
 */
interface Wire {

  /** Asks, and has the answer read while it comes. */
  <T> T ask(Ask ask, Answer.Reader<T> reader);

  /**
   * Hears JSON objects one after the other until the listener says stop, the thread is interrupted
   * or the stream ends.
   *
   * @return whether anything came at all
   */
  boolean listen(Ask ask, Listener listener);

  /** Looks whether a stream says anything, without listening to it. */
  Knock knock(Ask ask, Duration within);

  /** What came of a knock. */
  enum Knock {
    SPEAKS,
    /** Nothing came yet, which before Nomad 1.0.7 is usual. */
    SILENT,
    CLOSED
  }

  /** Hears a stream. */
  interface Listener {

    /**
     * The next object, as JSON.
     *
     * @return whether to go on
     */
    boolean heard(byte[] json) throws IOException;
  }
}
