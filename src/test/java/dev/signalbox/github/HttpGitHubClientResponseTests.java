package dev.signalbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.github.MembershipResult.NoAnswer;
import dev.signalbox.github.MembershipResult.SsoRequired;
import dev.signalbox.github.StubHttpServer.Reply;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.secrets.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed, redirected and malicious responses. */
@Tag("integration")
class HttpGitHubClientResponseTests {

  private static final URI CALLBACK = URI.create("http://localhost/sign-in/callback");
  // old Enterprise Servers issue tokens without a prefix
  private static final Secret TOKEN = new Secret("5f2e0e8f0c1e4e0d9f3a7b6c5d4e3f2a1b0c9d8e");

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 403, 500})
  void redactsEchoedSecrets(int status) throws IOException {
    try (StubHttpServer echo = StubHttpServer.echoing(status)) {
      GitHubClient gitHub = at(echo);

      assertRedacted(
          catchThrowableOfType(RemoteSystemException.class, () -> gitHub.profile(TOKEN)));
      assertRedacted(
          catchThrowableOfType(
              RemoteSystemException.class,
              () -> gitHub.exchange("the-code-itself", CALLBACK, "the-verifier-itself")));
      assertThat(gitHub.membership(TOKEN, "acme", null).toString()).doesNotContain(TOKEN.reveal());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gho_16C7e42F292c6912E7710c838347Ae178B4a",
        "github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ",
        "ghs_1234_eyJhbGciOi.J9-fQ_x"
      })
  void redactsOtherTokens(String other) throws IOException {
    try (StubHttpServer portal =
        StubHttpServer.responding(new Reply(500, Map.of(), "It was <b>" + other + "</b>."))) {
      assertThat(at(portal).membership(TOKEN, "acme", null))
          .isEqualTo(new NoAnswer("acme", "500 It was <b>(token)</b>."));
    }
  }

  @ParameterizedTest
  @CsvSource({"403,x-ratelimit-remaining,0", "403,Retry-After,60", "429,Server,github.com"})
  void reportsTheRateLimitWithoutJson(int status, String header, String value) throws IOException {
    try (StubHttpServer limited =
        StubHttpServer.responding(
            new Reply(
                status,
                Map.of(header, value, "x-ratelimit-reset", "1764500700"),
                "{\"message\":\"API rate limit exceeded\",\"documentation_url\":\"https://x\"}"))) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> at(limited).profile(TOKEN),
              () -> at(limited).exchange("a-code", CALLBACK, "a-verifier"))) {
        RemoteSystemException failure = catchThrowableOfType(Denied.class, call);

        assertThat(failure.response()).isEqualTo("GitHub rate limit reached");
        assertThat(failure.advice()).containsAnyOf("after 11:05 UTC", "in 60 s");
      }
    }
  }

  @Test
  void reportsTheMessageOfAnErrorWithoutJson() throws IOException {
    try (StubHttpServer down =
        StubHttpServer.responding(Reply.json(503, "{\"message\":\"Unicorn!\",\"status\":503}"))) {
      assertThat(at(down).membership(TOKEN, "acme", null))
          .isEqualTo(new NoAnswer("acme", "503 Unicorn!"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void doesNotFollowRedirects(int status) throws IOException {
    try (StubHttpServer elsewhere = StubHttpServer.responding(Reply.json(200, "{\"id\":1001}"));
        StubHttpServer moved =
            StubHttpServer.responding(
                new Reply(status, Map.of("Location", elsewhere.address() + "/user"), ""))) {
      assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> at(moved).profile(TOKEN));
      assertThat(at(moved).membership(TOKEN, "acme", null)).isInstanceOf(NoAnswer.class);

      assertThat(elsewhere.requestedUris()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "acme labs,acme%20labs",
    "../../user,..%2F..%2Fuser",
    "acme?state=active,acme%3Fstate%3Dactive",
    "acme#top,acme%23top",
    "{organization},%7Borganization%7D",
    "ämter,%C3%A4mter",
    "a%2Fb,a%252Fb"
  })
  void encodesNamesInThePath(String name, String encoded) throws IOException {
    try (StubHttpServer server = StubHttpServer.responding(Reply.json(404, "{}"))) {
      at(server).membership(TOKEN, name, null);

      assertThat(server.requestedUris())
          .containsExactly(URI.create("/api/v3/user/memberships/orgs/" + encoded));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/orgs/acme/sso",
        "javascript:alert(1)",
        "{web}.evil.example/orgs/acme/sso",
        "{web}@evil.example/orgs/acme/sso",
        "{web}/orgs/acme sso",
        ""
      })
  void ignoresForeignSingleSignOnUrls(String url) throws IOException {
    try (StubHttpServer web = StubHttpServer.responding(Reply.json(200, "{}"));
        StubHttpServer api =
            StubHttpServer.responding(
                new Reply(
                    403,
                    Map.of(
                        "X-GitHub-SSO",
                        "required; url=" + url.replace("{web}", web.address().toString())),
                    "{}"))) {
      GitHubClient gitHub =
          GitHubClientFixture.at(new GitHubAddress(web.address(), api.address())).gitHub();

      assertThat(gitHub.membership(TOKEN, "acme", null)).isEqualTo(new SsoRequired("acme", null));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":\"many\",\"login\":17}",
        "{\"state\":\"active\"}",
        "{\"state\":\"active\",\"organization\":{\"id\":0}}",
        "{\"state\":\"active\",\"organization\":9001}",
        "{\"state\":\"gone\",\"organization\":{\"id\":9001}}"
      })
  void rejectsMalformedMemberships(String body) throws IOException {
    try (StubHttpServer server = StubHttpServer.responding(Reply.json(200, body))) {
      assertThat(at(server).membership(TOKEN, "acme", null)).isInstanceOf(NoAnswer.class);
      assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> at(server).profile(TOKEN));
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> at(server).exchange("code", CALLBACK, "verifier"));
    }
  }

  @Test
  void doesNotFollowNextLinksToOtherHosts() throws IOException {
    String page = "[{\"state\":\"active\",\"organization\":{\"id\":%d,\"login\":\"o%d\"}}]";
    try (StubHttpServer elsewhere =
            StubHttpServer.responding(Reply.json(200, page.formatted(3, 3)));
        StubHttpServer server =
            StubHttpServer.responding(
                new Reply(
                    200,
                    Map.of(
                        "Content-Type",
                        "application/json",
                        "Link",
                        "<" + elsewhere.address() + "/api/v3/user?page=2>; rel=\"next\""),
                    page.formatted(1, 1)))) {
      assertThat(at(server).memberships(TOKEN)).hasSize(1);

      assertThat(elsewhere.requestedUris()).isEmpty();
    }
  }

  @Test
  void limitsTheNumberOfPages() throws IOException {
    try (StubHttpServer server =
        StubHttpServer.withEndlessPages(
            "[{\"state\":\"active\",\"organization\":{\"id\":1,\"login\":\"one\"}}]")) {
      assertThat(at(server).memberships(TOKEN)).hasSize(20);

      assertThat(server.requestedUris().get(0))
          .isEqualTo(URI.create("/api/v3/user/memberships/orgs?per_page=100"));
      assertThat(server.requestedUris().get(1))
          .isEqualTo(URI.create("/api/v3/user/memberships/orgs?page=2"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[{}]", "[{\"organization\":{\"id\":1}}]", "[1]"})
  void rejectsMalformedOrganizations(String body) throws IOException {
    try (StubHttpServer server = StubHttpServer.responding(Reply.json(200, body))) {
      assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> at(server).memberships(TOKEN));
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> at(server).organization(TOKEN, "acme"));
    }
  }

  @Test
  void rejectsAProxyErrorForAnOrganization() throws IOException {
    for (int status : new int[] {403, 404, 500, 503}) {
      try (StubHttpServer proxy =
          StubHttpServer.responding(new Reply(status, Map.of(), "<h1>Blocked</h1>"))) {
        assertThatExceptionOfType(Unexpected.class)
            .isThrownBy(() -> at(proxy).organization(TOKEN, "acme"));
      }
    }
  }

  @Test
  void parsesAnErrorWithoutACode() throws IOException {
    try (StubHttpServer server =
        StubHttpServer.responding(Reply.json(200, "{\"error\":{\"a\":1}}"))) {
      assertThat(at(server).exchange("code", CALLBACK, "verifier"))
          .isInstanceOf(TokenResult.Denied.class);
    }
  }

  private static GitHubClient at(StubHttpServer server) {
    return GitHubClientFixture.at(server.address()).withClientSecret("the-client-secret").gitHub();
  }

  private static void assertRedacted(RemoteSystemException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace + failure.response() + failure.tried() + failure.advice())
        .doesNotContain(
            TOKEN.reveal(), "the-client-secret", "the-code-itself", "the-verifier-itself");
  }
}
