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

  /** After all others, which may redirect a request instead of executing it. */
  private static final int LAST = 100;

  private final FlashCookie flashCookie;
  private final FormKeys formKeys;

  WebConfiguration(FlashCookie flashCookie, FormKeys formKeys) {
    this.flashCookie = flashCookie;
    this.formKeys = formKeys;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(flashCookie);
    registry.addInterceptor(new UnknownParameterInterceptor());
    registry.addInterceptor(formKeys).order(LAST);
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
