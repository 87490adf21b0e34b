package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.TokenAnswer;
import dev.signalbox.outside.OutsideWorldException;
import java.net.URI;
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

/** Trades the code through our own GitHub port, so that its time-outs and proxy hold here too. */
@Component
class CodeExchange implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

  /** GitHub did not answer; nothing is wrong with the person or the browser. */
  static final String NO_ANSWER = "no_answer";

  private final GitHub gitHub;

  CodeExchange(GitHub gitHub) {
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
    try {
      return switch (gitHub.exchange(code, redirect, verifier)) {
        case TokenAnswer.Granted granted ->
            OAuth2AccessTokenResponse.withToken(granted.token().reveal())
                .tokenType(TokenType.BEARER)
                .scopes(granted.scopes())
                .build();
        case TokenAnswer.Denied denied ->
            throw new OAuth2AuthorizationException(
                new OAuth2Error(denied.error(), denied.description(), null));
      };
    } catch (OutsideWorldException e) {
      throw new OAuth2AuthorizationException(new OAuth2Error(NO_ANSWER, e.answered(), null), e);
    }
  }
}
