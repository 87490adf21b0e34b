package dev.signalbox.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Adds a {@link ClientConnection} to each request, which detects disconnected clients. */
final class ClientConnectionValve extends ValveBase {

  ClientConnectionValve() {
    // also supports asynchronous requests
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    request.setAttribute(ClientConnection.ATTRIBUTE, (ClientConnection) () -> isOpen(coyote));
    getNext().invoke(request, response);
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
