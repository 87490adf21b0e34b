package dev.signalbox.accounts.sessions;

import dev.signalbox.settings.ConsoleProperties;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Configures the session cookie, its secret, and the storage format of session attributes. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration implements WebMvcConfigurer {

  private final StepUp stepUp;

  SessionConfiguration(StepUp stepUp) {
    this.stepUp = stepUp;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(stepUp);
  }

  /**
   * Generates 216 random bits, encoded in the column's 36 characters. Spring Session's default, a
   * UUID, has 122.
   */
  @Bean
  static SessionIdGenerator sessionIdGenerator() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[27];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    };
  }

  @Bean
  static CookieSerializer cookieSerializer(ConsoleProperties settings) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(settings.isSecure() ? "__Host-signalbox" : "signalbox");
    cookie.setUseSecureCookie(settings.isSecure());
    cookie.setCookiePath("/");
    cookie.setSameSite("Lax");
    cookie.setUseBase64Encoding(false);
    return cookie;
  }

  /** Parallel first requests of a session may store the same attribute. */
  @Bean
  static PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionRepositoryCustomizer() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }

  /** Stores attributes as JSON: Java deserialization of a manipulated row could run code. */
  @Bean
  static ConversionService springSessionConversionService() {
    JsonMapper json =
        JsonMapper.builder()
            .addModules(
                SecurityJacksonModules.getModules(SessionConfiguration.class.getClassLoader()))
            .build();
    GenericConversionService conversion = new GenericConversionService();
    conversion.addConverter(Object.class, byte[].class, json::writeValueAsBytes);
    conversion.addConverter(
        byte[].class, Object.class, bytes -> json.readValue(bytes, Object.class));
    return conversion;
  }
}
