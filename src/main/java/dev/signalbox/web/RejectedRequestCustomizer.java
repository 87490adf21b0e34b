package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ProtocolHandler;
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
}
