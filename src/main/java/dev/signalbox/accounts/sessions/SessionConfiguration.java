package dev.signalbox.accounts.sessions;

import dev.signalbox.settings.Settings;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The cookie, its secret, and the form in which a session's few attributes are kept. */
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
   * 216 random bits; a UUID, the library's choice, has 122. They fill the column's 36 characters.
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
  static CookieSerializer cookieSerializer(Settings settings) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(settings.secure() ? "__Host-signalbox" : "signalbox");
    cookie.setUseSecureCookie(settings.secure());
    cookie.setCookiePath("/");
    cookie.setSameSite("Lax");
    cookie.setUseBase64Encoding(false);
    return cookie;
  }

  /** JSON instead of Java's own serialization: a row written by somebody else stays data. */
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
