package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.NomadLists.Heading;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer while it is read.
 *
 * @param index 0 where the servers tell none
 * @param next where the next page begins, or null
 */
record Answer(
    int status,
    long index,
    boolean leaderKnown,
    Duration behind,
    @Nullable String next,
    MeteredStream body) {

  /** What the servers said above it; right about its length once it was read. */
  Heading heading() {
    return new Heading(index, leaderKnown, behind, body.count());
  }

  /** Makes something of an answer. */
  interface Reader<T> {

    /**
     * Reads it.
     *
     * @throws IOException when it ends before it should
     */
    T read(Answer answer) throws IOException;
  }
}
