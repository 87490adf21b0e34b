package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadListWatch.ListMeta;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A response whose body is still being read.
 *
 * @param index value of X-Nomad-Index, or 0 if it is missing
 * @param leaderKnown value of X-Nomad-KnownLeader
 * @param lag value of X-Nomad-LastContact
 * @param nextToken token of the next page, or null
 */
record NomadResponse(
    int status,
    long index,
    boolean leaderKnown,
    Duration lag,
    @Nullable String nextToken,
    LimitedInputStream body) {

  /** Returns the headers; the number of bytes is correct once the body has been read. */
  ListMeta listMeta() {
    return new ListMeta(index, leaderKnown, lag, body.count());
  }

  interface ResponseReader<T> {

    /**
     * Reads the response.
     *
     * @throws IOException if the body is incomplete
     */
    T read(NomadResponse response) throws IOException;
  }
}
