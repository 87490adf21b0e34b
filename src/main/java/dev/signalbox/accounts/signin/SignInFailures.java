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

/** Leads whoever is not in to the page that tells why, without a row on the server. */
@Component
class SignInFailures implements AuthenticationFailureHandler {

  private static final Logger log = LoggerFactory.getLogger(SignInFailures.class);

  private final SealedCookie<Refusal> cookie;
  private final RefusalWords words;
  private final MeterRegistry meters;

  SignInFailures(
      Settings settings,
      SecretBox box,
      JsonMapper json,
      Clock clock,
      RefusalWords words,
      MeterRegistry meters) {
    this.cookie =
        new SealedCookie<>("signalbox-refusal", settings.secure(), Refusal.class, box, json, clock);
    this.words = words;
    this.meters = meters;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    Refusal refusal = refusal(failure);
    count(meters, refusal.word());
    log.info("Sign-in refused: {} ({})", refusal.word(), refusal.title());
    cookie.set(response, refusal);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader(HttpHeaders.LOCATION, "/sign-in/refused");
  }

  Optional<Refusal> toldTo(HttpServletRequest request) {
    return cookie.read(request);
  }

  void forget(HttpServletResponse response) {
    cookie.remove(response);
  }

  /** Counts a sign-in by how it ended. */
  static void count(MeterRegistry meters, String outcome) {
    Counter.builder("signalbox.sign.ins")
        .description("Sign-ins by how they ended")
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }

  private Refusal refusal(AuthenticationException failure) {
    if (failure instanceof NotAdmitted notAdmitted) {
      return words.of(notAdmitted.decision(), notAdmitted.token());
    }
    return words.of(
        failure instanceof OAuth2AuthenticationException oauth
            ? oauth.getError()
            : new OAuth2Error("failed"));
  }
}
