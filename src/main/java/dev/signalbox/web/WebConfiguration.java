package dev.signalbox.web;

import java.util.Map;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Registers the interceptors, valves and handler mappings of this module. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private final FlashCookie flashCookie;

  WebConfiguration(FlashCookie flashCookie) {
    this.flashCookie = flashCookie;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(flashCookie);
  }

  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> clientConnections() {
    return server -> server.addEngineValves(new ClientConnectionValve());
  }

  @Bean
  static SimpleUrlHandlerMapping assetMapping(StaticAssets assets) {
    return new SimpleUrlHandlerMapping(Map.of("/assets/**", assets), 1);
  }
}
