package dev.signalbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The contract of {@link GitHubClient} for profiles and tokens, for every kind of instance. */
abstract class GitHubClientContract {

  static final Secret NO_TOKEN = new Secret("gho_thisWasNeverAToken000000000000000000");
  static final URI CALLBACK = URI.create("http://127.0.0.1:8080/login/oauth2/code/github");

  // RFC 7636, appendix B
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  abstract GitHubClient gitHub();

  /** A valid token with the scopes that the console requests. */
  abstract Secret token();

  /** The simulated GitHub; aborts the test where the real one is used. */
  FakeGitHub fakeGitHub() {
    return Assumptions.abort("Requires the simulated GitHub");
  }

  /** The same adapter, configured with a wrong client secret. */
  GitHubClient misconfigured() {
    return Assumptions.abort("Not run against the real GitHub");
  }

  @Test
  void returnsTheOwnerOfAToken() {
    GitHubProfile profile = gitHub().profile(token());

    assertThat(profile.id()).isPositive();
    assertThat(profile.login()).isNotBlank();
    assertThat(gitHub().findProfile(token())).contains(profile);
  }

  @Test
  void rejectsAnInvalidToken() {
    assertThat(gitHub().findProfile(NO_TOKEN)).isEmpty();
    assertThatExceptionOfType(Denied.class).isThrownBy(() -> gitHub().profile(NO_TOKEN));
  }

  @Test
  void returnsTheProfile() {
    Secret token = tokenOf(Persona.ADMIN);

    assertThat(gitHub().profile(token))
        .isEqualTo(new GitHubProfile(1001, "admin", "Amara Okafor", "admin@acme.example"));
  }

  @Test
  void omitsAHiddenEmailAddress() {
    assertThat(gitHub().profile(tokenOf(Persona.VIEWER)).email()).isNull();
  }

  @Test
  void keepsTheIdAfterARename() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().rename(Persona.ADMIN, "amara");

    assertThat(gitHub().profile(token))
        .returns(1001L, GitHubProfile::id)
        .returns("amara", GitHubProfile::login);
  }

  @Test
  void exchangesACodeAndParsesCommaSeparatedScopes() {
    TokenResult answer = gitHub().exchange(code(), CALLBACK, VERIFIER);

    assertThat(answer)
        .isInstanceOfSatisfying(
            TokenResult.Granted.class,
            granted -> {
              assertThat(granted.scopes())
                  .containsExactlyInAnyOrder("read:org", "read:user", "user:email");
              assertThat(gitHub().profile(granted.token()).login()).isEqualTo("admin");
            });
  }

  @Test
  void returnsTheGrantedScopes() {
    fakeGitHub().withdrawScope(Persona.ADMIN, "read:org");

    assertThat(gitHub().exchange(code(), CALLBACK, VERIFIER))
        .isInstanceOfSatisfying(
            TokenResult.Granted.class,
            granted -> assertThat(granted.scopes()).doesNotContain("read:org"));
  }

  @Test
  void rejectsAUsedCode() {
    String code = code();
    gitHub().exchange(code, CALLBACK, VERIFIER);

    assertDenied(gitHub().exchange(code, CALLBACK, VERIFIER), "bad_verification_code");
  }

  @Test
  void rejectsACodeWithAWrongVerifier() {
    String stolen = code();

    assertDenied(
        gitHub().exchange(stolen, CALLBACK, VERIFIER.replace('d', 'e')), "bad_verification_code");
  }

  @Test
  void rejectsACodeForAnotherCallback() {
    URI elsewhere = URI.create("http://127.0.0.1:8080/elsewhere");

    assertDenied(gitHub().exchange(code(), elsewhere, VERIFIER), "redirect_uri_mismatch");
  }

  @Test
  void rejectsAWrongClientSecret() {
    String code = code();

    assertDenied(
        misconfigured().exchange(code, CALLBACK, VERIFIER), "incorrect_client_credentials");
  }

  @Test
  void revokesTheGrant() {
    Secret token = tokenOf(Persona.ADMIN);

    gitHub().revokeGrant(token);

    assertThat(gitHub().findProfile(token)).isEmpty();
    assertThat(fakeGitHub().tokensOf(Persona.ADMIN)).isEmpty();
  }

  @Test
  void acceptsAGrantThatWasRevokedAlready() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().revokeGrant(Persona.ADMIN);

    gitHub().revokeGrant(token);

    assertThat(gitHub().findProfile(token)).isEmpty();
  }

  Secret tokenOf(Persona persona) {
    return new Secret(fakeGitHub().tokenFor(persona, "read:user", "user:email", "read:org"));
  }

  private static void assertDenied(TokenResult answer, String error) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            TokenResult.Denied.class,
            denied -> {
              assertThat(denied.error()).isEqualTo(error);
              assertThat(denied.description()).isNotBlank();
            });
  }

  private String code() {
    FakeGitHub server = fakeGitHub();
    URI back =
        server.choose(
            Persona.ADMIN,
            URI.create(
                server.address()
                    + "/login/oauth/authorize?client_id="
                    + FakeGitHub.CLIENT_ID
                    + "&scope=read:user+user:email+read:org&state=xyz&redirect_uri="
                    + CALLBACK
                    + "&code_challenge_method=S256&code_challenge="
                    + CHALLENGE));
    List<String> parameters = Arrays.asList(back.getQuery().split("&", -1));
    return parameters.stream()
        .filter(parameter -> parameter.startsWith("code="))
        .findFirst()
        .orElseThrow()
        .substring("code=".length());
  }
}
