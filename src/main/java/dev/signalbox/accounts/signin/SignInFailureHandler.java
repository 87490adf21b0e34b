package dev.signalbox.accounts.signin;

import dev.signalbox.secrets.SecretBox;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Redirects refused sign-ins to the page with the reason, which travels in a sealed cookie. */
@Component
class SignInFailureHandler implements AuthenticationFailureHandler {

  private static final Logger log = LoggerFactory.getLogger(SignInFailureHandler.class);

  private final SealedCookie<SignInRefusal> cookie;
  private final SignInRefusalMessages messages;
  private final MeterRegistry meters;

  SignInFailureHandler(
      Settings settings,
      SecretBox box,
      JsonMapper json,
      Clock clock,
      SignInRefusalMessages messages,
      MeterRegistry meters) {
    this.cookie =
        new SealedCookie<>(
            "signalbox-refusal", settings.isSecure(), SignInRefusal.class, box, json, clock);
    this.messages = messages;
    this.meters = meters;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    SignInRefusal refusal = refusal(failure);
    count(meters, refusal.outcome());
    log.info("Sign-in refused: {} ({})", refusal.outcome(), refusal.title());
    cookie.set(response, refusal);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader(HttpHeaders.LOCATION, "/sign-in/refused");
  }

  Optional<SignInRefusal> readRefusal(HttpServletRequest request) {
    return cookie.read(request);
  }

  void clearRefusal(HttpServletResponse response) {
    cookie.remove(response);
  }

  /** Counts a sign-in by outcome. */
  static void count(MeterRegistry meters, String outcome) {
    Counter.builder("signalbox.sign.ins")
        .description("Sign-ins by outcome")
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }

  private SignInRefusal refusal(AuthenticationException failure) {
    if (failure instanceof SignInRefusedException refused) {
      return messages.of(refused.decision(), refused.token());
    }
    return messages.of(
        failure instanceof OAuth2AuthenticationException oauth
            ? oauth.getError()
            : new OAuth2Error("failed"));
  }
}
