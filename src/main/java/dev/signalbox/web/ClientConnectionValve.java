package dev.signalbox.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Adds a {@link ClientConnection} to each request, which detects disconnected clients. Closes the
 * connection after an incomplete response.
 */
final class ClientConnectionValve extends ValveBase {

  private static final String INCOMPLETE = ClientConnectionValve.class.getName() + ".incomplete";

  ClientConnectionValve() {
    // also supports asynchronous requests
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    request.setAttribute(ClientConnection.ATTRIBUTE, (ClientConnection) () -> isOpen(coyote));
    getNext().invoke(request, response);
    if (request.getAttribute(INCOMPLETE) != null) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }

  /**
   * Closes the connection at the end of the request, so that the client detects the incomplete
   * response. Tomcat does so after an exception, too, but logs its stack trace.
   */
  static void closeIncomplete(HttpServletRequest request) {
    request.setAttribute(INCOMPLETE, true);
  }

  /**
   * Tomcat's {@code AVAILABLE} action reads the socket without blocking. For a closed socket it
   * returns 1 on each call. For the buffered bytes of a pipelined request it returns 1 only once,
   * hence the second call.
   */
  private static boolean isOpen(org.apache.coyote.Request coyote) {
    // unread bytes of a body can't be distinguished from a closed socket
    return hasBody(coyote) || available(coyote) == 0 || available(coyote) == 0;
  }

  private static boolean hasBody(org.apache.coyote.Request coyote) {
    return coyote.getContentLengthLong() >= 0 || coyote.getHeader("Transfer-Encoding") != null;
  }

  private static int available(org.apache.coyote.Request coyote) {
    coyote.action(ActionCode.AVAILABLE, true);
    return coyote.getAvailable();
  }
}
