package dev.signalbox.nomad.http;

import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.time.Duration;

/**
 * Transport for the Nomad API, shared by all adapters. Translates errors into {@link
 * RemoteSystemException}.
 */
interface NomadTransport {

  /** Sends a request and reads the response while it arrives. */
  <T> T send(NomadRequest request, NomadResponse.ResponseReader<T> reader);

  /**
   * Passes the JSON objects of a stream to the listener until the listener stops, the thread is
   * interrupted or the stream ends.
   *
   * @return whether at least one object was received
   */
  boolean stream(NomadRequest request, JsonListener listener);

  /** Opens a stream to check whether it sends any data, and closes it. */
  StreamProbe probeStream(NomadRequest request, Duration within);

  enum StreamProbe {
    RECEIVING,
    /** No data within the timeout, which is normal before Nomad 1.0.7. */
    IDLE,
    CLOSED
  }

  interface JsonListener {

    /**
     * Receives the next JSON object.
     *
     * @return whether to continue
     */
    boolean onObject(byte[] json) throws IOException;
  }
}
