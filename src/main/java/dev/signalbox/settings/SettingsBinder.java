package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** Binds records without a Spring context: for commands and if the startup has failed. */
public final class SettingsBinder {

  private final Binder binder;
  private final LocalValidatorFactoryBean constraints = new LocalValidatorFactoryBean();

  SettingsBinder(Binder binder) {
    this.binder = binder;
    constraints.afterPropertiesSet();
  }

  /**
   * Binds a record to environment variables.
   *
   * @throws IllegalArgumentException if a variable is invalid; the message names it
   */
  public static <T> T bind(Map<String, String> environment, Class<T> type) {
    try {
      return new SettingsBinder(binder(environment)).bind(type);
    } catch (InvalidSettingsException e) {
      Violation first = e.violations().getFirst();
      throw new IllegalArgumentException(first.variable() + " " + first.message() + ".", e);
    }
  }

  static Binder binder(Map<String, String> environment) {
    MutablePropertySources sources = new MutablePropertySources();
    // Boot recognizes variables by this name of their source
    sources.addFirst(
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment)));
    return new Binder(ConfigurationPropertySources.from(sources));
  }

  List<Violation> violations(Class<?> type) {
    try {
      Object unused = bind(type);
      return List.of();
    } catch (InvalidSettingsException e) {
      return e.violations();
    }
  }

  private <T> T bind(Class<T> type) {
    ConfigurationProperties properties =
        Objects.requireNonNull(AnnotationUtils.findAnnotation(type, ConfigurationProperties.class));
    try {
      return binder.bindOrCreate(
          properties.prefix(),
          Bindable.of(type),
          new SettingsBindHandler(
              new ValidationBindHandler(
                  Validator.forType(type, constraints::validate),
                  Validator.forInstanceOf(SelfValidating.class, SelfValidating::validate))));
    } catch (BindException e) {
      throw e.getCause() instanceof InvalidSettingsException invalid ? invalid : e;
    }
  }
}
