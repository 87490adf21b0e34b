package dev.signalbox.nomad.http;

import java.io.IOException;
import java.time.Duration;

/** Opens connections to Nomad. */
interface ConnectionPool {

  /**
   * Sends a request and returns the open response.
   *
   * @throws IOException if there is no response, or a {@link UnexpectedStatusException} if the
   *     request does not accept the status
   */
  OpenResponse open(NomadRequest request) throws IOException;

  /**
   * Sends a request with another read timeout.
   *
   * @param readTimeout replaces the read timeout of the request
   */
  OpenResponse open(NomadRequest request, Duration readTimeout) throws IOException;

  /** A response whose connection is still in use. */
  interface OpenResponse extends AutoCloseable {

    NomadResponse response();

    /** Returns the connection to the pool, unless much of the body is still unread. */
    void finish() throws IOException;

    @Override
    void close();
  }
}
