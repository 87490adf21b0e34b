package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.Profile;
import dev.signalbox.accounts.sessions.Arrival;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.secrets.Secret;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;

/** Where Spring's OAuth meets our decision: the one place that sees a fresh token. */
@Component
class GitHubSignIn implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

  private final GitHub gitHub;
  private final SignIn signIn;

  GitHubSignIn(GitHub gitHub, SignIn signIn) {
    this.gitHub = gitHub;
    this.signIn = signIn;
  }

  @Override
  public OAuth2User loadUser(OAuth2UserRequest request) {
    Secret token = new Secret(request.getAccessToken().getTokenValue());
    SignInDecision decision = signIn.decide(profile(token), token);
    if (decision instanceof SignInDecision.Admitted admitted) {
      return new Arrival(admitted.person());
    }
    throw new NotAdmitted(decision, token);
  }

  private Profile profile(Secret token) {
    try {
      return gitHub.profile(token);
    } catch (OutsideWorldException e) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(CodeExchange.NO_ANSWER, e.answered(), null), e);
    }
  }
}
