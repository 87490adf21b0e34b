package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.sessions.NewSession;
import dev.signalbox.github.CallDeadline;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.GitHubProfile;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import java.util.Objects;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;

/** Decides about a sign-in when Spring Security loads the OAuth user. */
@Component
class GitHubUserService implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

  private final GitHubClient gitHub;
  private final SignInService signIn;

  GitHubUserService(GitHubClient gitHub, SignInService signIn) {
    this.gitHub = gitHub;
    this.signIn = signIn;
  }

  @Override
  public OAuth2User loadUser(OAuth2UserRequest request) {
    Secret token = new Secret(request.getAccessToken().getTokenValue());
    CallDeadline deadline =
        (CallDeadline)
            Objects.requireNonNull(request.getAdditionalParameters().get(CodeExchange.DEADLINE));
    SignInDecision decision = deadline.apply(() -> signIn.decide(profile(token), token));
    if (decision instanceof SignInDecision.Admitted admitted) {
      return new NewSession(admitted.user());
    }
    throw new SignInRefusedException(decision, token);
  }

  private GitHubProfile profile(Secret token) {
    try {
      return gitHub.profile(token);
    } catch (RemoteSystemException e) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(CodeExchange.NO_ANSWER, e.response(), null), e);
    }
  }
}
