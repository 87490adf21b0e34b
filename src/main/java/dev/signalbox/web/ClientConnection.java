package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The connection that a request came by. Who writes to it learns soon that nobody reads any more;
 * who has nothing to write for a while can ask here.
 */
@FunctionalInterface
public interface ClientConnection {

  /** The request attribute under which the web server leaves it. */
  String ATTRIBUTE = ClientConnection.class.getName();

  /**
   * Whether the other end has not closed it. May be asked from any thread, but only while the
   * request is being answered: later the connection is another request's. A client that vanished
   * without closing, as with a cut cable, counts as there until the network gives up.
   */
  boolean isOpen();

  /** The one of a request; where the web server does not tell, it is always open. */
  static ClientConnection of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof ClientConnection connection
        ? connection
        : () -> true;
  }
}
