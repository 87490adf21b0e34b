package dev.signalbox.settings;

import dev.signalbox.secrets.AesSecretBox;
import dev.signalbox.secrets.SecretBox;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;

/** Provides the clock and the secret box to all modules, and the way that settings are bound. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

  @Bean
  static ConfigurationPropertiesBindHandlerAdvisor settingsBindHandler() {
    return SettingsBindHandler::new;
  }

  /** Invalid settings are reported before the first connection to the database. */
  @Bean
  static BeanFactoryPostProcessor settingsBeforeDatabase() {
    return beans -> {
      String[] settings = properties(beans).keySet().toArray(String[]::new);
      for (String name : beans.getBeanNamesForType(DataSource.class, true, false)) {
        BeanDefinition database = beans.getBeanDefinition(name);
        database.setDependsOn(
            StringUtils.concatenateStringArrays(database.getDependsOn(), settings));
      }
    };
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecretBox secretBox(ConsoleProperties console) {
    return new AesSecretBox(Base64.getDecoder().decode(console.secretKey().reveal()));
  }

  /** Returns the records of this application by the names of their beans. */
  static Map<String, Class<?>> properties(ListableBeanFactory beans) {
    Map<String, Class<?>> properties = new LinkedHashMap<>();
    for (String name : beans.getBeanDefinitionNames()) {
      @Nullable Class<?> type = beans.getType(name, false);
      if (type != null
          && SettingsBindHandler.isOurs(type)
          && AnnotatedElementUtils.isAnnotated(type, ConfigurationProperties.class)) {
        properties.put(name, type);
      }
    }
    return properties;
  }
}
