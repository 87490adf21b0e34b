package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.secrets.SecretBox;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.LocalPath;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
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

  /** Errors of a callback that was already processed. */
  private static final Set<String> REPEATED =
      Set.of("authorization_request_not_found", "bad_verification_code");

  private final SealedCookie<SignInRefusal> cookie;
  private final SessionGate gate;
  private final SignInRefusalMessages messages;
  private final MeterRegistry meters;

  SignInFailureHandler(
      ConsoleProperties settings,
      SecretBox box,
      JsonMapper json,
      Clock clock,
      SignInRefusalMessages messages,
      SessionGate gate,
      MeterRegistry meters) {
    this.cookie =
        new SealedCookie<>(
            "signalbox-refusal", settings.isSecure(), SignInRefusal.class, box, json, clock);
    this.messages = messages;
    this.gate = gate;
    this.meters = meters;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    String to = SignInAttemptRepository.destination(request);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    if (isRepeated(failure) && isSignedIn(request)) {
      response.setHeader(HttpHeaders.LOCATION, to);
      return;
    }
    SignInRefusal refusal = refusal(failure);
    count(meters, refusal.outcome());
    log.info("Sign-in refused: {} ({})", refusal.outcome(), refusal.title());
    cookie.set(response, refusal);
    response.setHeader(
        HttpHeaders.LOCATION,
        to.equals("/") ? "/sign-in/refused" : "/sign-in/refused?to=" + LocalPath.asParameter(to));
  }

  private static boolean isRepeated(AuthenticationException failure) {
    return failure instanceof OAuth2AuthenticationException oauth
        && REPEATED.contains(oauth.getError().getErrorCode());
  }

  private boolean isSignedIn(HttpServletRequest request) {
    return gate.loadDeferredContext(request).get().getAuthentication() != null;
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
