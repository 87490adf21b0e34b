package dev.signalbox.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Leaves with each request the means to ask whether its client is still there. */
final class ClientConnectionValve extends ValveBase {

  ClientConnectionValve() {
    // with asynchronous requests too
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request wire = request.getCoyoteRequest();
    request.setAttribute(ClientConnection.ATTRIBUTE, (ClientConnection) () -> isOpen(wire));
    getNext().invoke(request, response);
  }

  /**
   * Tomcat's question for bytes at hand reads the socket without waiting, and answers a closed one
   * with 1, each time anew. Bytes of a next request that is already there are told once only: they
   * are no longer asked for then.
   */
  private static boolean isOpen(org.apache.coyote.Request wire) {
    // unread bytes of a body would look like a closed socket; nobody asks about such requests
    return hasBody(wire) || available(wire) == 0 || available(wire) == 0;
  }

  private static boolean hasBody(org.apache.coyote.Request wire) {
    return wire.getContentLengthLong() >= 0 || wire.getHeader("Transfer-Encoding") != null;
  }

  private static int available(org.apache.coyote.Request wire) {
    wire.action(ActionCode.AVAILABLE, true);
    return wire.getAvailable();
  }
}
