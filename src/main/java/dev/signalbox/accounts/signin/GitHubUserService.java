package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.membership.OrganizationsUpdater;
import dev.signalbox.accounts.sessions.NewSession;
import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import dev.signalbox.github.CallDeadline;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.GitHubProfile;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Decides about a sign-in when Spring Security loads the OAuth user. */
@Component
class GitHubUserService implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

  private final GitHubClient gitHub;
  private final SignInService signIn;
  private final OrganizationsUpdater organizations;
  private final RateLimiter limiter;

  GitHubUserService(
      GitHubClient gitHub,
      SignInService signIn,
      OrganizationsUpdater organizations,
      RateLimiter limiter) {
    this.gitHub = gitHub;
    this.signIn = signIn;
    this.organizations = organizations;
    this.limiter = limiter;
  }

  @Override
  public OAuth2User loadUser(OAuth2UserRequest request) {
    Secret token = new Secret(request.getAccessToken().getTokenValue());
    CallDeadline deadline =
        (CallDeadline)
            Objects.requireNonNull(request.getAdditionalParameters().get(CodeExchange.DEADLINE));
    SignInDecision decision = deadline.apply(() -> decide(token));
    if (decision instanceof SignInDecision.Admitted admitted) {
      // neither delays nor fails the sign-in
      organizations.updateAsync(admitted.user().id(), token);
      return NewSession.ofGitHub(admitted.user());
    }
    throw new SignInRefusedException(decision, token);
  }

  private SignInDecision decide(Secret token) {
    GitHubProfile profile = profile(token);
    Optional<Duration> wait = limiter.count(Long.toString(profile.id()), Attempt.SIGN_IN);
    if (wait.isPresent()) {
      throw tooManySignIns(wait.get());
    }
    return signIn.decide(profile, token);
  }

  private GitHubProfile profile(Secret token) {
    try {
      return gitHub.profile(token);
    } catch (RemoteSystemException e) {
      throw new OAuth2AuthenticationException(CodeExchange.noAnswer(e), e);
    }
  }

  private static ErrorResponseException tooManySignIns(Duration wait) {
    ErrorResponseException failure = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
    failure.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    return failure;
  }
}
