package dev.signalbox.web;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Sets the security headers of responses to {@code OPTIONS *}, which Tomcat sends before any valve.
 */
final class ServerOptionsAdapter implements Adapter {

  private static final String WHOLE_SERVER = "*";

  private final Adapter adapter;
  private final SecurityHeaders headers;

  ServerOptionsAdapter(Adapter adapter, SecurityHeaders headers) {
    this.adapter = adapter;
    this.headers = headers;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    if (request.requestURI().equals(WHOLE_SERVER)) {
      headers.setOn(response);
    }
    adapter.service(request, response);
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return adapter.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status)
      throws Exception {
    return adapter.asyncDispatch(request, response, status);
  }

  @Override
  public void log(Request request, Response response, long time) {
    adapter.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    adapter.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return adapter.getDomain();
  }
}
