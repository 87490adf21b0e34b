package dev.signalbox.accounts.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the port promises about people and their tokens, wherever the adapter is pointed at. */
abstract class GitHubContract {

  static final Secret NO_TOKEN = new Secret("gho_thisWasNeverAToken000000000000000000");
  static final URI CALLBACK = URI.create("http://127.0.0.1:8080/login/oauth2/code/github");

  // RFC 7636, appendix B
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  abstract GitHub gitHub();

  /** A token that works, with the scopes the console asks for. */
  abstract Secret token();

  /** The GitHub that does as the test wants; the real one does not. */
  FakeGitHub story() {
    return Assumptions.abort("This row needs a GitHub that does as it is told.");
  }

  /** The same adapter, set up with a client secret that is wrong. */
  GitHub misconfigured() {
    return Assumptions.abort("The real GitHub is not bothered with wrong secrets.");
  }

  @Test
  void tellsWhoseTokenItIs() {
    Profile profile = gitHub().profile(token());

    assertThat(profile.id()).isPositive();
    assertThat(profile.login()).isNotBlank();
    assertThat(gitHub().stillValid(token())).contains(profile);
  }

  @Test
  void knowsThatATokenIsNone() {
    assertThat(gitHub().stillValid(NO_TOKEN)).isEmpty();
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> gitHub().profile(NO_TOKEN));
  }

  @Test
  void tellsThePersonAsGitHubDescribesThem() {
    Secret token = tokenOf(Persona.ADMIN);

    assertThat(gitHub().profile(token))
        .isEqualTo(new Profile(1001, "admin", "Amara Okafor", "admin@acme.example"));
  }

  @Test
  void tellsNoAddressOfSomebodyWhoHidesIt() {
    assertThat(gitHub().profile(tokenOf(Persona.VIEWER)).email()).isNull();
  }

  @Test
  void followsARenamingByTheNumber() {
    Secret token = tokenOf(Persona.ADMIN);
    story().rename(Persona.ADMIN, "amara");

    assertThat(gitHub().profile(token))
        .returns(1001L, Profile::id)
        .returns("amara", Profile::login);
  }

  @Test
  void tradesACodeForATokenAndReadsTheScopesBetweenCommas() {
    TokenAnswer answer = gitHub().exchange(code(), CALLBACK, VERIFIER);

    assertThat(answer)
        .isInstanceOfSatisfying(
            TokenAnswer.Granted.class,
            granted -> {
              assertThat(granted.scopes())
                  .containsExactlyInAnyOrder("read:org", "read:user", "user:email");
              assertThat(gitHub().profile(granted.token()).login()).isEqualTo("admin");
            });
  }

  @Test
  void tellsWhatThePersonReallyGranted() {
    story().dropScope(Persona.ADMIN, "read:org");

    assertThat(gitHub().exchange(code(), CALLBACK, VERIFIER))
        .isInstanceOfSatisfying(
            TokenAnswer.Granted.class,
            granted -> assertThat(granted.scopes()).doesNotContain("read:org"));
  }

  @Test
  void isDeniedACodeThatWasUsed() {
    String code = code();
    gitHub().exchange(code, CALLBACK, VERIFIER);

    assertDenied(gitHub().exchange(code, CALLBACK, VERIFIER), "bad_verification_code");
  }

  @Test
  void isDeniedACodeWithoutItsVerifier() {
    String stolen = code();

    assertDenied(
        gitHub().exchange(stolen, CALLBACK, VERIFIER.replace('d', 'e')), "bad_verification_code");
  }

  @Test
  void isDeniedACodeForAnotherCallback() {
    URI elsewhere = URI.create("http://127.0.0.1:8080/elsewhere");

    assertDenied(gitHub().exchange(code(), elsewhere, VERIFIER), "redirect_uri_mismatch");
  }

  @Test
  void isDeniedEverythingWithAWrongClientSecret() {
    String code = code();

    assertDenied(
        misconfigured().exchange(code, CALLBACK, VERIFIER), "incorrect_client_credentials");
  }

  @Test
  void forgetsThePermissionOfAPerson() {
    Secret token = tokenOf(Persona.ADMIN);

    gitHub().revokeGrant(token);

    assertThat(gitHub().stillValid(token)).isEmpty();
    assertThat(story().tokensOf(Persona.ADMIN)).isEmpty();
  }

  @Test
  void isContentWhenThePermissionIsGoneAlready() {
    Secret token = tokenOf(Persona.ADMIN);
    story().revokeGrant(Persona.ADMIN);

    gitHub().revokeGrant(token);

    assertThat(gitHub().stillValid(token)).isEmpty();
  }

  Secret tokenOf(Persona persona) {
    return new Secret(story().tokenFor(persona, "read:user", "user:email", "read:org"));
  }

  private static void assertDenied(TokenAnswer answer, String error) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            TokenAnswer.Denied.class,
            denied -> {
              assertThat(denied.error()).isEqualTo(error);
              assertThat(denied.description()).isNotBlank();
            });
  }

  private String code() {
    FakeGitHub story = story();
    URI back =
        story.choose(
            Persona.ADMIN,
            URI.create(
                story.address()
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
