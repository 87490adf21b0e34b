package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.github.Wire.CALLBACK;
import static dev.signalbox.sandbox.github.Wire.authorizeAt;
import static dev.signalbox.sandbox.github.Wire.header;
import static dev.signalbox.sandbox.github.Wire.location;
import static dev.signalbox.sandbox.github.Wire.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page where a persona is chosen, and the ways past it. */
class FakeGitHubSignInTests {

  private final FakeGitHub github = FakeGitHub.start(0);
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void listsEveryPersonaWithTheirPurposeAndOrganisations() throws Exception {
    String page = wire.get(authorizeAt(github)).body();

    assertThat(page).contains("stands in for GitHub").contains("read:org, read:user, user:email");
    for (Persona persona : Installation.personas()) {
      assertThat(page)
          .contains("name=\"login\" value=\"" + persona.login() + "\"")
          .contains(persona.displayName());
    }
    assertThat(page).contains("restricts OAuth apps").contains("invitation pending");
  }

  @Test
  void escapesWhatTheRequestCarriesAlong() throws Exception {
    String page = wire.get(authorizeAt(github, "state", "\"><script>alert(1)</script>")).body();

    assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
  }

  @Test
  void putsTheSuggestedPersonaFirstAndFocused() throws Exception {
    String page = wire.get(authorizeAt(github, "login", "viewer")).body();

    assertThat(page).containsOnlyOnce(" autofocus").contains("value=\"viewer\" autofocus");
    assertThat(page.indexOf("value=\"viewer\"")).isLessThan(page.indexOf("value=\"admin\""));
  }

  @Test
  void sendsTheChosenPersonaBackWithCodeAndState() throws Exception {
    HttpResponse<String> answer = choose("admin");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer).toString()).startsWith(CALLBACK + "?code=");
    assertThat(parameter(location(answer), "state")).isEqualTo("a b&c");
  }

  @Test
  void sendsBackWithAnErrorAfterCancelling() throws Exception {
    HttpResponse<String> answer = post(Map.of("cancel", "1"));

    assertThat(parameter(location(answer), "error")).isEqualTo("access_denied");
    assertThat(parameter(location(answer), "error_description"))
        .isEqualTo("The user has denied your application access.");
    assertThat(parameter(location(answer), "state")).isEqualTo("a b&c");
  }

  @Test
  void refusesAnUnknownClientWithAPage() throws Exception {
    HttpResponse<String> answer = wire.get(authorizeAt(github, "client_id", "somebody-else"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void reportsAForeignRedirectAddressToTheRegisteredOne() throws Exception {
    HttpResponse<String> answer =
        wire.get(authorizeAt(github, "redirect_uri", "http://evil.example/login"));

    assertThat(location(answer).toString()).startsWith(CALLBACK + "?");
    assertThat(parameter(location(answer), "error")).isEqualTo("redirect_uri_mismatch");
  }

  @Test
  void matchesRedirectAddressesByHostPortAndPathBelow() {
    Callbacks callbacks = new Callbacks();
    callbacks.register(List.of(URI.create("https://ci.acme.example/callback")));

    assertThat(callbacks.allow("https://ci.acme.example/callback")).isTrue();
    assertThat(callbacks.allow("https://ci.acme.example:443/callback/github")).isTrue();
    assertThat(callbacks.allow("https://blue.ci.acme.example/callback")).isTrue();
    assertThat(callbacks.allow("https://ci.acme.example/callback-not")).isFalse();
    assertThat(callbacks.allow("https://ci.acme.example/callback/../other")).isFalse();
    assertThat(callbacks.allow("https://ci.acme.example:8443/callback")).isFalse();
    assertThat(callbacks.allow("http://ci.acme.example/callback")).isFalse();
    assertThat(callbacks.allow("https://evil-ci.acme.example/callback")).isFalse();
    assertThat(callbacks.allow("not an address")).isFalse();
  }

  @Test
  void letsALoopbackAddressUseAnyPort() throws Exception {
    HttpResponse<String> answer =
        wire.get(authorizeAt(github, "redirect_uri", CALLBACK.replace("8080", "54321")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnyChallengeMethodButS256() throws Exception {
    HttpResponse<String> answer =
        wire.get(authorizeAt(github, "code_challenge", "abc", "code_challenge_method", "plain"));

    assertThat(parameter(location(answer), "error")).isEqualTo("invalid_request");
  }

  @Test
  void passesABrowserThroughThatHasGrantedEverythingAlready() throws Exception {
    String cookie = cookieOf(choose("admin"));

    HttpResponse<String> again = wire.get(authorizeAt(github), "Cookie", cookie);

    assertThat(parameter(location(again), "code")).hasSize(20);
  }

  @Test
  void asksAKnownBrowserAgainWhenToldToSelectAnAccount() throws Exception {
    String cookie = cookieOf(choose("admin"));

    HttpResponse<String> again =
        wire.get(authorizeAt(github, "prompt", "select_account"), "Cookie", cookie);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("value=\"admin\" autofocus");
  }

  @Test
  void asksAKnownBrowserAgainForAScopeItHasNotGranted() throws Exception {
    String cookie = cookieOf(choose("admin"));

    HttpResponse<String> again =
        wire.get(authorizeAt(github, "scope", "read:org repo"), "Cookie", cookie);

    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void asksAKnownBrowserAgainAfterTheGrantWasRevoked() throws Exception {
    String cookie = cookieOf(choose("admin"));
    github.revokeGrant(Persona.ADMIN);

    assertThat(wire.get(authorizeAt(github), "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void letsAVisitorRevokeWhatTheyGranted() throws Exception {
    String cookie = cookieOf(choose("admin"));
    String token = github.tokenFor(Persona.ADMIN, "read:org");
    String review = github.address() + "/settings/connections/applications/" + FakeGitHub.CLIENT_ID;

    assertThat(wire.get(review, "Cookie", cookie).body()).contains("read:org").contains("Revoke");
    wire.post(review, Map.of(), "Cookie", cookie);

    assertThat(github.tokensOf(Persona.ADMIN)).doesNotContain(token);
    assertThat(wire.get(authorizeAt(github), "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void asksAKnownBrowserAgainAfterTenTokensInAnHour() throws Exception {
    String cookie = cookieOf(choose("admin"));
    for (int i = 0; i < 10; i++) {
      github.tokenFor(Persona.ADMIN, "read:user", "user:email", "read:org");
    }

    assertThat(wire.get(authorizeAt(github), "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void choosesWithoutABrowser() {
    URI back = github.choose(Persona.VIEWER, URI.create(authorizeAt(github)));

    assertThat(parameter(back, "code")).hasSize(20);
    assertThat(parameter(back, "state")).isEqualTo("a b&c");
    assertThat(parameter(github.cancel(URI.create(authorizeAt(github))), "error"))
        .isEqualTo("access_denied");
  }

  @Test
  void findsARenamedPersonaUnderTheirNewLogin() throws Exception {
    github.rename(Persona.ADMIN, "admin-since-monday");

    assertThat(parameter(location(choose("admin-since-monday")), "code")).hasSize(20);
    assertThat(choose("admin").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> choose(String login) throws IOException, InterruptedException {
    return post(Map.of("login", login));
  }

  /** Posts the page's form: its hidden fields and the button that was pressed. */
  private HttpResponse<String> post(Map<String, String> pressed)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", FakeGitHub.CLIENT_ID);
    form.put("redirect_uri", CALLBACK);
    form.put("scope", "read:user user:email read:org");
    form.put("state", "a b&c");
    form.putAll(pressed);
    return wire.post(github.address() + "/login/oauth/authorize", form);
  }

  private static String cookieOf(HttpResponse<String> answer) {
    String cookie = header(answer, "Set-Cookie");
    assertThat(cookie).startsWith("user_session=").contains("HttpOnly");
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
