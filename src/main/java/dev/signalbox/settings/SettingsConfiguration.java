package dev.signalbox.settings;

import dev.signalbox.secrets.AesSecretBox;
import dev.signalbox.secrets.SecretBox;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Provides the settings, the clock and the secret box to all modules. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

  /** Reads the settings before other beans are created, so that their violations come first. */
  @Bean
  static BeanFactoryPostProcessor settingsFirst(Environment environment) {
    return beans -> beans.registerSingleton("settings", read(environment));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecretBox secretBox(Settings settings) {
    return new AesSecretBox(Base64.getDecoder().decode(settings.secretKey().reveal()));
  }

  private static Settings read(Environment environment) {
    Binder binder = Binder.get(environment);
    return new SettingsReader(variable -> bound(binder, variable)).read();
  }

  private static @Nullable String bound(Binder binder, EnvironmentVariable variable) {
    return binder.bind(variable.property(), String.class).orElse(null);
  }
}
