package dev.signalbox.web;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Registers the customizer for the server of the management port, whose application context does
 * not use the customizers of the console. Not a {@code @Configuration}, which would be added to the
 * console, too: Spring Boot reads its name from META-INF/spring.
 */
class ManagementPortConfiguration {

  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> rejectedRequests(
      RejectedRequestCustomizer customizer) {
    return customizer;
  }
}
