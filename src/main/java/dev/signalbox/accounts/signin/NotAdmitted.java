package dev.signalbox.accounts.signin;

import dev.signalbox.secrets.Secret;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Carries a decision other than "come in" through Spring's filter, which knows refusals only as
 * exceptions; caught by {@link SignInFailures}.
 */
final class NotAdmitted extends OAuth2AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final transient SignInDecision decision;
  private final transient Secret token;

  NotAdmitted(SignInDecision decision, Secret token) {
    super(new OAuth2Error("not_admitted"));
    this.decision = decision;
    this.token = token;
  }

  SignInDecision decision() {
    return decision;
  }

  /** To reset the permission with, if the person wants that. */
  Secret token() {
    return token;
  }
}
