package dev.signalbox.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.apache.catalina.core.StandardContext;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import tools.jackson.databind.json.JsonMapper;

/** Registers the interceptors, valves and handler mappings of this module. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  /** After all others, which may redirect a request instead of executing it. */
  private static final int LAST = 100;

  private final FlashCookie flashCookie;
  private final FormKeys formKeys;
  private final HeadFilter headFilter;
  private final JsonMapper json;

  WebConfiguration(
      FlashCookie flashCookie, FormKeys formKeys, HeadFilter headFilter, JsonMapper json) {
    this.flashCookie = flashCookie;
    this.formKeys = formKeys;
    this.headFilter = headFilter;
    this.json = json;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new InvalidTextInterceptor());
    registry.addInterceptor(flashCookie);
    registry.addInterceptor(new UnknownParameterInterceptor());
    registry.addInterceptor(headFilter);
    registry.addInterceptor(formKeys).order(LAST);
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.withJsonConverter(
        new JacksonJsonHttpMessageConverter(
            json.rebuild().addModule(new RequestJsonModule()).build()));
  }

  /** Otherwise, Thymeleaf derives the type of an error page from the path, such as a.json. */
  @Bean
  static SmartInitializingSingleton htmlOnly(ObjectProvider<ThymeleafViewResolver> views) {
    return () -> views.forEach(resolver -> resolver.setForceContentType(true));
  }

  @Bean
  static ValidationConfigurationCustomizer visibleText() {
    return configuration -> {
      if (configuration instanceof HibernateValidatorConfiguration hibernate) {
        ConstraintMapping mapping = hibernate.createConstraintMapping();
        mapping
            .constraintDefinition(NotBlank.class)
            .includeExistingValidators(false)
            .validatedBy(VisibleTextValidator.class);
        hibernate.addMapping(mapping);
      }
    };
  }

  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> clientConnections() {
    return server -> server.addEngineValves(new ClientConnectionValve());
  }

  /**
   * Tomcat parses the forms of these methods, up to its size limit. Spring's filter, which is off,
   * has no limit and reads them before the request is authorized.
   */
  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> forms() {
    return server ->
        server.addConnectorCustomizers(
            connector -> connector.setParseBodyMethods("POST,PUT,PATCH,DELETE"));
  }

  /**
   * Tomcat would wait another 2 s for requests that the graceful shutdown aborts; 0 is no limit.
   */
  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> shutdownDelay() {
    return server ->
        server.addContextCustomizers(
            context -> {
              if (context instanceof StandardContext standard) {
                standard.setUnloadDelay(100);
              }
            });
  }

  /** See {@link UnencodedCharacterFilter}. */
  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> unencodedCharacters() {
    return server ->
        server.addConnectorCustomizers(
            connector -> {
              connector.setProperty("relaxedPathChars", UnencodedCharacterFilter.CHARACTERS);
              connector.setProperty("relaxedQueryChars", UnencodedCharacterFilter.CHARACTERS);
            });
  }

  @Bean
  static SimpleUrlHandlerMapping assetMapping(StaticAssets assets) {
    return new SimpleUrlHandlerMapping(Map.of("/assets/**", assets), 1);
  }

  /**
   * Checks {@link NotBlank}. Unlike the standard validator, it also rejects texts that consist of
   * no-break spaces, zero-width characters and similar.
   */
  public static final class VisibleTextValidator
      implements ConstraintValidator<NotBlank, CharSequence> {

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
      return text != null && TextPolicy.isVisible(text);
    }
  }
}
