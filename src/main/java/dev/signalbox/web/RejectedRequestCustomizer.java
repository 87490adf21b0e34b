package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Makes Tomcat respond to the requests that it rejects as the console does. */
@Component
class RejectedRequestCustomizer
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  private final SecurityHeaders headers;
  private final StaticAssets assets;
  private final ConsoleProperties settings;

  RejectedRequestCustomizer(
      SecurityHeaders headers, StaticAssets assets, ConsoleProperties settings) {
    this.headers = headers;
    this.assets = assets;
    this.settings = settings;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory server) {
    server.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            // otherwise, Tomcat adds its own
            host.setErrorReportValveClass(RejectedRequestValve.class.getName());
            host.getPipeline()
                .addValve(new RejectedRequestValve(headers, assets, settings.installation()));
          }
        });
    server.addConnectorCustomizers(
        connector ->
            connector.addLifecycleListener(
                event -> {
                  if (Lifecycle.AFTER_INIT_EVENT.equals(event.getType())) {
                    ProtocolHandler protocol = connector.getProtocolHandler();
                    protocol.setAdapter(new ServerOptionsAdapter(protocol.getAdapter(), headers));
                  }
                }));
  }

  /**
   * Sets the security headers of responses to {@code OPTIONS *}, which Tomcat sends before any
   * valve.
   */
  private static final class ServerOptionsAdapter implements Adapter {

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
}
