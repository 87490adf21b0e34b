package dev.signalbox.accounts.signin;

import dev.signalbox.github.CallDeadline;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.TokenResult;
import dev.signalbox.remote.RemoteSystemException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.stereotype.Component;

/**
 * Exchanges the code through {@link GitHubClient}, so that its timeouts and proxy apply here too.
 * All calls of a sign-in together take at most 10 s.
 */
@Component
class CodeExchange implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

  /** Parameter of the token response with the {@link CallDeadline} of the sign-in. */
  static final String DEADLINE = "signalbox.deadline";

  private static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(10);

  /** OAuth error code: GitHub did not respond. */
  static final String NO_ANSWER = "no_answer";

  private final GitHubClient gitHub;

  CodeExchange(GitHubClient gitHub) {
    this.gitHub = gitHub;
  }

  @Override
  public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest grant) {
    OAuth2AuthorizationExchange exchange = grant.getAuthorizationExchange();
    String code = Objects.requireNonNull(exchange.getAuthorizationResponse().getCode());
    URI redirect =
        URI.create(Objects.requireNonNull(exchange.getAuthorizationRequest().getRedirectUri()));
    String verifier =
        String.valueOf(
            exchange
                .getAuthorizationRequest()
                .getAttributes()
                .get(PkceParameterNames.CODE_VERIFIER));
    CallDeadline deadline = CallDeadline.after(TOTAL_TIMEOUT);
    try {
      return switch (deadline.apply(() -> gitHub.exchange(code, redirect, verifier))) {
        case TokenResult.Granted granted ->
            OAuth2AccessTokenResponse.withToken(granted.token().reveal())
                .tokenType(TokenType.BEARER)
                .scopes(granted.scopes())
                .additionalParameters(Map.of(DEADLINE, deadline))
                .build();
        case TokenResult.Denied denied ->
            throw new OAuth2AuthorizationException(
                new OAuth2Error(denied.error(), denied.description(), null));
      };
    } catch (RemoteSystemException e) {
      throw new OAuth2AuthorizationException(noAnswer(e), e);
    }
  }

  /** Returns the error of a failed call. If GitHub denied it, this includes when to try again. */
  static OAuth2Error noAnswer(RemoteSystemException failure) {
    return new OAuth2Error(
        NO_ANSWER,
        failure instanceof RemoteSystemException.Denied
            ? failure.response() + ". " + failure.advice()
            : failure.response(),
        null);
  }
}
