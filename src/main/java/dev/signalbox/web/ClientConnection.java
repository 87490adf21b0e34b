package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The client connection of a request. A disconnect is normally noticed on the next write; this
 * detects it while there is nothing to write.
 */
@FunctionalInterface
public interface ClientConnection {

  /** The request attribute that holds the connection. */
  String ATTRIBUTE = ClientConnection.class.getName();

  /**
   * Returns whether the client has not closed the connection. May be called from any thread, but
   * only while the request is being processed; later the connection may serve another request. A
   * client that disappeared without closing the connection counts as connected until TCP times out.
   */
  boolean isOpen();

  /**
   * Checks whether the download on this connection may continue.
   *
   * @throws DownloadAbortedException if it was aborted, for example because the access of the user
   *     was revoked. The connection then also counts as closed.
   */
  default void checkDownload() {}

  /**
   * Returns the connection of a request. It is always open if the web server doesn't provide it.
   */
  static ClientConnection of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof ClientConnection connection
        ? connection
        : () -> true;
  }
}
