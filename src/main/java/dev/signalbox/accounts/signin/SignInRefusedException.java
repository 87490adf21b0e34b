package dev.signalbox.accounts.signin;

import dev.signalbox.secrets.Secret;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Carries a refusal through Spring Security's filter to {@link SignInFailureHandler}. */
final class SignInRefusedException extends OAuth2AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final transient SignInDecision decision;
  private final transient Secret token;

  SignInRefusedException(SignInDecision decision, Secret token) {
    super(new OAuth2Error("not_admitted"));
    this.decision = decision;
    this.token = token;
  }

  SignInDecision decision() {
    return decision;
  }

  /** The user's token, which can revoke the GitHub authorization. */
  Secret token() {
    return token;
  }
}
