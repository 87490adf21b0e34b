package dev.signalbox.nomad.wire;

import java.io.IOException;
import java.time.Duration;

/** The connections to Nomad, and what comes through them, whatever it means. */
interface Lines {

  /**
   * Asks, and opens the answer.
   *
   * @throws IOException when none comes, or a {@link Refusal} when it is not what was asked for
   */
  Opened open(Ask ask) throws IOException;

  /**
   * The same.
   *
   * @param quiet how long nothing at all may come, instead of what the question allows
   */
  Opened open(Ask ask, Duration quiet) throws IOException;

  /** An answer whose connection is still in use. */
  interface Opened extends AutoCloseable {

    Answer answer();

    /** Gives the connection back, unless more comes than was wanted. */
    void finish() throws IOException;

    @Override
    void close();
  }
}
