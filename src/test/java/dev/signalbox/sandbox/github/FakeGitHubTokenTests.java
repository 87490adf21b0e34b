package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.github.GitHubTestClient.BASIC;
import static dev.signalbox.sandbox.github.GitHubTestClient.CALLBACK;
import static dev.signalbox.sandbox.github.GitHubTestClient.authorizeAt;
import static dev.signalbox.sandbox.github.GitHubTestClient.header;
import static dev.signalbox.sandbox.github.GitHubTestClient.json;
import static dev.signalbox.sandbox.github.GitHubTestClient.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of exchanging codes and of checking and revoking tokens. */
@Tag("integration")
class FakeGitHubTokenTests {

  // the example of RFC 7636, appendix B
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final AdjustableClock clock = new AdjustableClock();
  private final FakeGitHub github = FakeGitHub.start(0, clock);
  private final GitHubTestClient client = new GitHubTestClient();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void returnsJsonWithCommaSeparatedScopes() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "read:user", "user:email", "read:org");

    HttpResponse<String> response = exchange(Map.of("code", code));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("scope").stringValue())
        .isEqualTo("read:org,read:user,user:email");
    assertThat(json(response).get("token_type").stringValue()).isEqualTo("bearer");
    assertThat(json(response).get("access_token").stringValue())
        .matches("gho_[A-Za-z0-9]{36}")
        .isEqualTo(github.tokensOf(Persona.ADMIN).getFirst());
  }

  @Test
  void returnsAFormByDefault() throws Exception {
    HttpResponse<String> response =
        client.post(
            github.address() + "/login/oauth/access_token",
            Map.of(
                "client_id",
                FakeGitHub.CLIENT_ID,
                "client_secret",
                FakeGitHub.CLIENT_SECRET,
                "code",
                github.codeFor(Persona.ADMIN, "read:user", "read:org")));

    assertThat(header(response, "Content-Type")).startsWith("application/x-www-form-urlencoded");
    assertThat(response.body()).contains("scope=read%3Aorg%2Cread%3Auser&token_type=bearer");
  }

  @Test
  void normalizesIncludedScopes() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "user:email", "user", "read:org");

    assertThat(json(exchange(Map.of("code", code))).get("scope").stringValue())
        .isEqualTo("read:org,user");
  }

  @Test
  void rejectsAUsedCode() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "read:org");

    assertThat(error(exchange(Map.of("code", code)))).isEmpty();
    HttpResponse<String> replay = exchange(Map.of("code", code));

    assertThat(replay.statusCode()).isEqualTo(200);
    assertThat(error(replay)).isEqualTo("bad_verification_code");
    assertThat(json(replay).get("error_description").stringValue())
        .isEqualTo("The code passed is incorrect or expired.");
  }

  @Test
  void rejectsACodeAfterTenMinutes() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "read:org");
    clock.advance(Duration.ofMinutes(10));

    assertThat(error(exchange(Map.of("code", code)))).isEqualTo("bad_verification_code");
  }

  @Test
  void acceptsTheVerifierOfTheChallenge() throws Exception {
    assertThat(error(exchange(Map.of("code", codeWithChallenge(), "code_verifier", VERIFIER))))
        .isEmpty();
  }

  @Test
  void rejectsAWrongAndAMissingVerifier() throws Exception {
    String wrong = VERIFIER.replace('d', 'e');

    assertThat(error(exchange(Map.of("code", codeWithChallenge(), "code_verifier", wrong))))
        .isEqualTo("bad_verification_code");
    assertThat(error(exchange(Map.of("code", codeWithChallenge()))))
        .isEqualTo("bad_verification_code");
  }

  @Test
  void rejectsADifferentRedirectUrl() throws Exception {
    String code = parameter(github.choose(Persona.ADMIN, URI.create(authorizeAt(github))), "code");

    HttpResponse<String> response =
        exchange(Map.of("code", code, "redirect_uri", CALLBACK + "/other"));

    assertThat(error(response)).isEqualTo("redirect_uri_mismatch");
    assertThat(error(exchange(Map.of("code", code, "redirect_uri", CALLBACK)))).isEmpty();
  }

  @Test
  void rejectsWrongClientCredentials() throws Exception {
    HttpResponse<String> response =
        client.post(
            github.address() + "/login/oauth/access_token",
            Map.of("code", github.codeFor(Persona.ADMIN)),
            "Authorization",
            GitHubTestClient.basic(FakeGitHub.CLIENT_ID, "wrong"),
            "Accept",
            "application/json");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(error(response)).isEqualTo("incorrect_client_credentials");
  }

  @Test
  void rejectsAUserWithoutVerifiedEmail() throws Exception {
    github.unverifyEmail(Persona.ADMIN);

    assertThat(error(exchange(Map.of("code", github.codeFor(Persona.ADMIN)))))
        .isEqualTo("unverified_user_email");
  }

  @Test
  void revokesTheOldestOfElevenTokensWithTheSameScopes() {
    String first = github.tokenFor(Persona.ADMIN, "read:org");
    String other = github.tokenFor(Persona.ADMIN, "read:user");
    for (int i = 0; i < 10; i++) {
      github.tokenFor(Persona.ADMIN, "read:org");
    }

    List<String> live = github.tokensOf(Persona.ADMIN);
    assertThat(live).hasSize(11).contains(other).doesNotContain(first);
  }

  @Test
  void checksATokenForTheApp() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");

    HttpResponse<String> response = app("POST", "token", token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("user").get("id").longValue()).isEqualTo(Persona.VIEWER.id());
    assertThat(json(response).get("scopes").get(0).stringValue()).isEqualTo("read:org");
    assertThat(app("POST", "token", "gho_unknown").statusCode()).isEqualTo(404);
    assertThat(client.send("POST", application("token"), "{}", "Authorization", BASIC).statusCode())
        .isEqualTo(422);
  }

  @Test
  void revokesOneTokenForTheApp() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");
    String other = github.tokenFor(Persona.VIEWER, "read:org");

    assertThat(app("DELETE", "token", token).statusCode()).isEqualTo(204);
    assertThat(github.tokensOf(Persona.VIEWER)).containsExactly(other);
  }

  @Test
  void revokesTheWholeGrantForTheApp() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");
    String other = github.tokenFor(Persona.VIEWER, "read:user");

    assertThat(app("DELETE", "grant", token).statusCode()).isEqualTo(204);
    assertThat(github.tokensOf(Persona.VIEWER)).doesNotContain(token, other).isEmpty();
  }

  @Test
  void rejectsTokenRequestsWithWrongCredentials() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");
    String body = "{\"access_token\":\"" + token + "\"}";

    assertThat(
            client
                .send(
                    "DELETE",
                    application("token"),
                    body,
                    "Authorization",
                    GitHubTestClient.basic(FakeGitHub.CLIENT_ID, "wrong"))
                .statusCode())
        .isEqualTo(401);
    assertThat(github.tokensOf(Persona.VIEWER)).containsExactly(token);
  }

  private String codeWithChallenge() {
    String url = authorizeAt(github, "code_challenge", CHALLENGE, "code_challenge_method", "S256");
    return parameter(github.choose(Persona.ADMIN, URI.create(url)), "code");
  }

  private HttpResponse<String> exchange(Map<String, String> form)
      throws IOException, InterruptedException {
    return client.post(
        github.address() + "/login/oauth/access_token",
        form,
        "Authorization",
        BASIC,
        "Accept",
        "application/json");
  }

  private HttpResponse<String> app(String method, String resource, String token)
      throws IOException, InterruptedException {
    String body = "{\"access_token\":\"" + token + "\"}";
    return client.send(method, application(resource), body, "Authorization", BASIC);
  }

  private String application(String resource) {
    return "%s/api/v3/applications/%s/%s"
        .formatted(github.address(), FakeGitHub.CLIENT_ID, resource);
  }

  private static String error(HttpResponse<String> response) {
    return json(response).path("error").asString("");
  }
}
