package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** A valid environment, which tests change in one place. */
final class TestEnvironment {

  private static final List<Class<?>> RECORDS = records();

  private final Map<String, String> values = new HashMap<>();

  private TestEnvironment() {}

  static TestEnvironment complete() {
    return new TestEnvironment()
        .with("SPRING_DATASOURCE_URL", "jdbc:postgresql://db.acme.example:5432/signalbox")
        .with("SIGNALBOX_PUBLIC_URL", "https://signalbox.acme.example")
        .with("SIGNALBOX_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]))
        .with("SIGNALBOX_GITHUB_CLIENT_ID", "a client id")
        .with("SIGNALBOX_GITHUB_CLIENT_SECRET", "a client secret")
        .with("SIGNALBOX_REQUIRED_ORGANIZATIONS", "acme")
        .with("SIGNALBOX_ADMINS", "octocat");
  }

  static TestEnvironment empty() {
    return new TestEnvironment();
  }

  TestEnvironment with(String variable, String value) {
    values.put(variable, value);
    return this;
  }

  TestEnvironment without(String variable) {
    values.remove(variable);
    return this;
  }

  /** Binds a record. */
  <T> T read(Class<T> type) {
    return SettingsBinder.bind(values, type);
  }

  /** Binds all records and returns the violations, or an empty list. */
  List<Violation> violations() {
    SettingsBinder binder = new SettingsBinder(SettingsBinder.binder(values));
    return RECORDS.stream().flatMap(type -> binder.violations(type).stream()).toList();
  }

  /** Returns the startup message, or null if all settings are valid. */
  @Nullable FailureAnalysis analysis() {
    try (AnnotationConfigApplicationContext context = context()) {
      RuntimeException failure = new IllegalStateException("another failure");
      try {
        context.refresh();
      } catch (BeansException e) {
        failure = e;
      }
      return new SettingsFailureAnalyzer(context.getBeanFactory(), context.getEnvironment())
          .analyze(failure);
    }
  }

  private AnnotationConfigApplicationContext context() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(values)));
    context.register(Records.class, SettingsConfiguration.class);
    return context;
  }

  private static List<Class<?>> records() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("dev.signalbox").stream()
        .<Class<?>>map(
            record -> ClassUtils.resolveClassName(String.valueOf(record.getBeanClassName()), null))
        .toList();
  }

  @Configuration(proxyBeanMethods = false)
  @ConfigurationPropertiesScan("dev.signalbox")
  static class Records {}
}
