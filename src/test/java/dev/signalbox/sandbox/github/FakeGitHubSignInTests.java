package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.github.GitHubTestClient.CALLBACK;
import static dev.signalbox.sandbox.github.GitHubTestClient.authorizeAt;
import static dev.signalbox.sandbox.github.GitHubTestClient.header;
import static dev.signalbox.sandbox.github.GitHubTestClient.location;
import static dev.signalbox.sandbox.github.GitHubTestClient.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of the authorization page and of the requests that skip it. */
@Tag("integration")
class FakeGitHubSignInTests {

  private final FakeGitHub github = FakeGitHub.start(0);
  private final GitHubTestClient client = new GitHubTestClient();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void listsEveryPersonaWithPurposeAndOrganizations() throws Exception {
    String page = client.get(authorizeAt(github)).body();

    assertThat(page).contains("simulates GitHub").contains("read:org, read:user, user:email");
    for (Persona persona : AcmeInstallation.personas()) {
      assertThat(page)
          .contains("name=\"login\" value=\"" + persona.login() + "\"")
          .contains(persona.displayName());
    }
    assertThat(page).contains("restricts OAuth apps").contains("invitation pending");
  }

  @Test
  void escapesTheParametersOfTheRequest() throws Exception {
    String page = client.get(authorizeAt(github, "state", "\"><script>alert(1)</script>")).body();

    assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
  }

  @Test
  void putsTheSuggestedPersonaFirstAndFocused() throws Exception {
    String page = client.get(authorizeAt(github, "login", "viewer")).body();

    assertThat(page).containsOnlyOnce(" autofocus").contains("value=\"viewer\" autofocus");
    assertThat(page.indexOf("value=\"viewer\"")).isLessThan(page.indexOf("value=\"admin\""));
  }

  @Test
  void redirectsWithCodeAndState() throws Exception {
    HttpResponse<String> response = choose("admin");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(location(response).toString()).startsWith(CALLBACK + "?code=");
    assertThat(parameter(location(response), "state")).isEqualTo("a b&c");
  }

  @Test
  void redirectsWithAnErrorAfterCanceling() throws Exception {
    HttpResponse<String> response = post(Map.of("cancel", "1"));

    assertThat(parameter(location(response), "error")).isEqualTo("access_denied");
    assertThat(parameter(location(response), "error_description"))
        .isEqualTo("The user has denied your application access.");
    assertThat(parameter(location(response), "state")).isEqualTo("a b&c");
  }

  @Test
  void showsAnErrorPageForAnUnknownClient() throws Exception {
    HttpResponse<String> response = client.get(authorizeAt(github, "client_id", "unknown-client"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void reportsAnUnknownRedirectUrlToTheRegisteredCallback() throws Exception {
    HttpResponse<String> response =
        client.get(authorizeAt(github, "redirect_uri", "http://evil.example/login"));

    assertThat(location(response).toString()).startsWith(CALLBACK + "?");
    assertThat(parameter(location(response), "error")).isEqualTo("redirect_uri_mismatch");
  }

  @Test
  void matchesRedirectUrlsByHostPortAndSubpath() {
    CallbackUrls callbacks = new CallbackUrls();
    callbacks.register(List.of(URI.create("https://ci.acme.example/callback")));

    assertThat(callbacks.matchesRegistered("https://ci.acme.example/callback")).isTrue();
    assertThat(callbacks.matchesRegistered("https://ci.acme.example:443/callback/github")).isTrue();
    assertThat(callbacks.matchesRegistered("https://blue.ci.acme.example/callback")).isTrue();
    assertThat(callbacks.matchesRegistered("https://ci.acme.example/callback-not")).isFalse();
    assertThat(callbacks.matchesRegistered("https://ci.acme.example/callback/../other")).isFalse();
    assertThat(callbacks.matchesRegistered("https://ci.acme.example:8443/callback")).isFalse();
    assertThat(callbacks.matchesRegistered("http://ci.acme.example/callback")).isFalse();
    assertThat(callbacks.matchesRegistered("https://evil-ci.acme.example/callback")).isFalse();
    assertThat(callbacks.matchesRegistered("not an address")).isFalse();
  }

  @Test
  void acceptsAnyPortOfALoopbackAddress() throws Exception {
    HttpResponse<String> response =
        client.get(authorizeAt(github, "redirect_uri", CALLBACK.replace("8080", "54321")));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void rejectsChallengeMethodsOtherThanS256() throws Exception {
    HttpResponse<String> response =
        client.get(authorizeAt(github, "code_challenge", "abc", "code_challenge_method", "plain"));

    assertThat(parameter(location(response), "error")).isEqualTo("invalid_request");
  }

  @Test
  void skipsThePageIfAllScopesAreGranted() throws Exception {
    String cookie = cookieOf(choose("admin"));

    HttpResponse<String> again = client.get(authorizeAt(github), "Cookie", cookie);

    assertThat(parameter(location(again), "code")).hasSize(20);
  }

  @Test
  void showsThePageForPromptSelectAccount() throws Exception {
    String cookie = cookieOf(choose("admin"));

    HttpResponse<String> again =
        client.get(authorizeAt(github, "prompt", "select_account"), "Cookie", cookie);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("value=\"admin\" autofocus");
  }

  @Test
  void showsThePageForANewScope() throws Exception {
    String cookie = cookieOf(choose("admin"));

    HttpResponse<String> again =
        client.get(authorizeAt(github, "scope", "read:org repo"), "Cookie", cookie);

    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void showsThePageAfterTheGrantWasRevoked() throws Exception {
    String cookie = cookieOf(choose("admin"));
    github.revokeGrant(Persona.ADMIN);

    assertThat(client.get(authorizeAt(github), "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void revokesTheGrantInTheSettings() throws Exception {
    String cookie = cookieOf(choose("admin"));
    String token = github.tokenFor(Persona.ADMIN, "read:org");
    String review = github.address() + "/settings/connections/applications/" + FakeGitHub.CLIENT_ID;

    assertThat(client.get(review, "Cookie", cookie).body()).contains("read:org").contains("Revoke");
    client.post(review, Map.of(), "Cookie", cookie);

    assertThat(github.tokensOf(Persona.ADMIN)).doesNotContain(token);
    assertThat(client.get(authorizeAt(github), "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void showsThePageAfterTenTokensInAnHour() throws Exception {
    String cookie = cookieOf(choose("admin"));
    for (int i = 0; i < 10; i++) {
      github.tokenFor(Persona.ADMIN, "read:user", "user:email", "read:org");
    }

    assertThat(client.get(authorizeAt(github), "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void choosesAPersonaWithoutABrowser() {
    URI back = github.choose(Persona.VIEWER, URI.create(authorizeAt(github)));

    assertThat(parameter(back, "code")).hasSize(20);
    assertThat(parameter(back, "state")).isEqualTo("a b&c");
    assertThat(parameter(github.cancel(URI.create(authorizeAt(github))), "error"))
        .isEqualTo("access_denied");
  }

  @Test
  void acceptsTheNewLoginOfARenamedPersona() throws Exception {
    github.rename(Persona.ADMIN, "admin-since-monday");

    assertThat(parameter(location(choose("admin-since-monday")), "code")).hasSize(20);
    assertThat(choose("admin").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> choose(String login) throws IOException, InterruptedException {
    return post(Map.of("login", login));
  }

  /** Submits the form: the hidden fields and the given button. */
  private HttpResponse<String> post(Map<String, String> button)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", FakeGitHub.CLIENT_ID);
    form.put("redirect_uri", CALLBACK);
    form.put("scope", "read:user user:email read:org");
    form.put("state", "a b&c");
    form.putAll(button);
    return client.post(github.address() + "/login/oauth/authorize", form);
  }

  private static String cookieOf(HttpResponse<String> response) {
    String cookie = header(response, "Set-Cookie");
    assertThat(cookie).startsWith("user_session=").contains("HttpOnly");
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
