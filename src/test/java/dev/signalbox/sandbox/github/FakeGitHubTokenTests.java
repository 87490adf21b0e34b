package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.github.Wire.BASIC;
import static dev.signalbox.sandbox.github.Wire.CALLBACK;
import static dev.signalbox.sandbox.github.Wire.authorizeAt;
import static dev.signalbox.sandbox.github.Wire.header;
import static dev.signalbox.sandbox.github.Wire.json;
import static dev.signalbox.sandbox.github.Wire.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Codes become tokens, tokens are checked and revoked. */
class FakeGitHubTokenTests {

  // the example of RFC 7636, appendix B
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final HandClock clock = new HandClock();
  private final FakeGitHub github = FakeGitHub.start(0, clock);
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void answersInJsonWithCommasBetweenTheScopes() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "read:user", "user:email", "read:org");

    HttpResponse<String> answer = exchange(Map.of("code", code));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("scope").stringValue()).isEqualTo("read:org,read:user,user:email");
    assertThat(json(answer).get("token_type").stringValue()).isEqualTo("bearer");
    assertThat(json(answer).get("access_token").stringValue())
        .matches("gho_[A-Za-z0-9]{36}")
        .isEqualTo(github.tokensOf(Persona.ADMIN).getFirst());
  }

  @Test
  void answersAsAFormUnlessJsonWasAskedFor() throws Exception {
    HttpResponse<String> answer =
        wire.post(
            github.address() + "/login/oauth/access_token",
            Map.of(
                "client_id",
                FakeGitHub.CLIENT_ID,
                "client_secret",
                FakeGitHub.CLIENT_SECRET,
                "code",
                github.codeFor(Persona.ADMIN, "read:user", "read:org")));

    assertThat(header(answer, "Content-Type")).startsWith("application/x-www-form-urlencoded");
    assertThat(answer.body()).contains("scope=read%3Aorg%2Cread%3Auser&token_type=bearer");
  }

  @Test
  void letsAWideScopeSwallowTheNarrowOnes() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "user:email", "user", "read:org");

    assertThat(json(exchange(Map.of("code", code))).get("scope").stringValue())
        .isEqualTo("read:org,user");
  }

  @Test
  void refusesACodeTheSecondTime() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "read:org");

    assertThat(error(exchange(Map.of("code", code)))).isEmpty();
    HttpResponse<String> replay = exchange(Map.of("code", code));

    assertThat(replay.statusCode()).isEqualTo(200);
    assertThat(error(replay)).isEqualTo("bad_verification_code");
    assertThat(json(replay).get("error_description").stringValue())
        .isEqualTo("The code passed is incorrect or expired.");
  }

  @Test
  void refusesACodeAfterTenMinutes() throws Exception {
    String code = github.codeFor(Persona.ADMIN, "read:org");
    clock.advance(Duration.ofMinutes(10));

    assertThat(error(exchange(Map.of("code", code)))).isEqualTo("bad_verification_code");
  }

  @Test
  void takesTheVerifierThatHashesToTheChallenge() throws Exception {
    assertThat(error(exchange(Map.of("code", challengedCode(), "code_verifier", VERIFIER))))
        .isEmpty();
  }

  @Test
  void refusesAWrongVerifierAndNone() throws Exception {
    String wrong = VERIFIER.replace('d', 'e');

    assertThat(error(exchange(Map.of("code", challengedCode(), "code_verifier", wrong))))
        .isEqualTo("bad_verification_code");
    assertThat(error(exchange(Map.of("code", challengedCode()))))
        .isEqualTo("bad_verification_code");
  }

  @Test
  void refusesARedirectAddressOtherThanTheOneAskedWith() throws Exception {
    String code = parameter(github.choose(Persona.ADMIN, URI.create(authorizeAt(github))), "code");

    HttpResponse<String> answer =
        exchange(Map.of("code", code, "redirect_uri", CALLBACK + "/other"));

    assertThat(error(answer)).isEqualTo("redirect_uri_mismatch");
    assertThat(error(exchange(Map.of("code", code, "redirect_uri", CALLBACK)))).isEmpty();
  }

  @Test
  void refusesWrongClientCredentials() throws Exception {
    HttpResponse<String> answer =
        wire.post(
            github.address() + "/login/oauth/access_token",
            Map.of("code", github.codeFor(Persona.ADMIN)),
            "Authorization",
            Wire.basic(FakeGitHub.CLIENT_ID, "wrong"),
            "Accept",
            "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(error(answer)).isEqualTo("incorrect_client_credentials");
  }

  @Test
  void refusesAPersonWhoseAddressIsUnverified() throws Exception {
    github.unverifyEmail(Persona.ADMIN);

    assertThat(error(exchange(Map.of("code", github.codeFor(Persona.ADMIN)))))
        .isEqualTo("unverified_user_email");
  }

  @Test
  void revokesTheOldestOfElevenLikeTokens() {
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

    HttpResponse<String> answer = app("POST", "token", token);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("user").get("id").longValue()).isEqualTo(Persona.VIEWER.id());
    assertThat(json(answer).get("scopes").get(0).stringValue()).isEqualTo("read:org");
    assertThat(app("POST", "token", "gho_unknown").statusCode()).isEqualTo(404);
    assertThat(wire.send("POST", application("token"), "{}", "Authorization", BASIC).statusCode())
        .isEqualTo(422);
  }

  @Test
  void revokesOneTokenForTheApp() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");
    String spared = github.tokenFor(Persona.VIEWER, "read:org");

    assertThat(app("DELETE", "token", token).statusCode()).isEqualTo(204);
    assertThat(github.tokensOf(Persona.VIEWER)).containsExactly(spared);
  }

  @Test
  void revokesTheWholeGrantForTheApp() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");
    String other = github.tokenFor(Persona.VIEWER, "read:user");

    assertThat(app("DELETE", "grant", token).statusCode()).isEqualTo(204);
    assertThat(github.tokensOf(Persona.VIEWER)).doesNotContain(token, other).isEmpty();
  }

  @Test
  void judgesTokensForNobodyButTheApp() throws Exception {
    String token = github.tokenFor(Persona.VIEWER, "read:org");
    String body = "{\"access_token\":\"" + token + "\"}";

    assertThat(
            wire.send(
                    "DELETE",
                    application("token"),
                    body,
                    "Authorization",
                    Wire.basic(FakeGitHub.CLIENT_ID, "wrong"))
                .statusCode())
        .isEqualTo(401);
    assertThat(github.tokensOf(Persona.VIEWER)).containsExactly(token);
  }

  private String challengedCode() {
    String address =
        authorizeAt(github, "code_challenge", CHALLENGE, "code_challenge_method", "S256");
    return parameter(github.choose(Persona.ADMIN, URI.create(address)), "code");
  }

  private HttpResponse<String> exchange(Map<String, String> form)
      throws IOException, InterruptedException {
    return wire.post(
        github.address() + "/login/oauth/access_token",
        form,
        "Authorization",
        BASIC,
        "Accept",
        "application/json");
  }

  private HttpResponse<String> app(String method, String what, String token)
      throws IOException, InterruptedException {
    String body = "{\"access_token\":\"" + token + "\"}";
    return wire.send(method, application(what), body, "Authorization", BASIC);
  }

  private String application(String what) {
    return "%s/api/v3/applications/%s/%s".formatted(github.address(), FakeGitHub.CLIENT_ID, what);
  }

  private static String error(HttpResponse<String> answer) {
    return json(answer).path("error").asString("");
  }
}
