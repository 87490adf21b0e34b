package dev.signalbox.accounts.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.accounts.github.MembershipAnswer.NoAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.SsoRequired;
import dev.signalbox.accounts.github.StrangeServer.Reply;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.secrets.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out to whoever answers in GitHub's place, and what of their answer goes on to us. */
class HttpGitHubStrangersTests {

  private static final URI CALLBACK = URI.create("http://localhost/sign-in/callback");
  // an Enterprise Server of some age: a token without a prefix to know it by
  private static final Secret TOKEN = new Secret("5f2e0e8f0c1e4e0d9f3a7b6c5d4e3f2a1b0c9d8e");

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 403, 500})
  void repeatsNoSecretThatIsSaidBack(int status) throws IOException {
    try (StrangeServer echo = StrangeServer.echoing(status)) {
      GitHub gitHub = at(echo);

      assertSilent(catchThrowableOfType(OutsideWorldException.class, () -> gitHub.profile(TOKEN)));
      assertSilent(
          catchThrowableOfType(
              OutsideWorldException.class,
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
  void repeatsNothingThatLooksLikeAToken(String other) throws IOException {
    try (StrangeServer portal =
        StrangeServer.saying(new Reply(500, Map.of(), "It was <b>" + other + "</b>."))) {
      assertThat(at(portal).membership(TOKEN, "acme", null))
          .isEqualTo(new NoAnswer("acme", "500 It was <b>(token)</b>."));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsNobodyToAnotherHost(int status) throws IOException {
    try (StrangeServer elsewhere = StrangeServer.saying(Reply.json(200, "{\"id\":1001}"));
        StrangeServer moved =
            StrangeServer.saying(
                new Reply(status, Map.of("Location", elsewhere.address() + "/user"), ""))) {
      assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> at(moved).profile(TOKEN));
      assertThat(at(moved).membership(TOKEN, "acme", null)).isInstanceOf(NoAnswer.class);

      assertThat(elsewhere.asked()).isEmpty();
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
  void keepsAnyNameInsideItsPartOfThePath(String name, String encoded) throws IOException {
    try (StrangeServer server = StrangeServer.saying(Reply.json(404, "{}"))) {
      at(server).membership(TOKEN, name, null);

      assertThat(server.asked())
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
  void linksToNoSingleSignOnElsewhere(String url) throws IOException {
    try (StrangeServer web = StrangeServer.saying(Reply.json(200, "{}"));
        StrangeServer api =
            StrangeServer.saying(
                new Reply(
                    403,
                    Map.of(
                        "X-GitHub-SSO",
                        "required; url=" + url.replace("{web}", web.address().toString())),
                    "{}"))) {
      GitHub gitHub = GitHubFixture.at(new GitHubAddress(web.address(), api.address())).gitHub();

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
  void takesNoNonsenseForAYes(String body) throws IOException {
    try (StrangeServer server = StrangeServer.saying(Reply.json(200, body))) {
      assertThat(at(server).membership(TOKEN, "acme", null)).isInstanceOf(NoAnswer.class);
      assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> at(server).profile(TOKEN));
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> at(server).exchange("code", CALLBACK, "verifier"));
    }
  }

  @Test
  void readsPageAfterPageOnlyAtItsOwnGitHub() throws IOException {
    String page = "[{\"state\":\"active\",\"organization\":{\"id\":%d,\"login\":\"o%d\"}}]";
    try (StrangeServer elsewhere = StrangeServer.saying(Reply.json(200, page.formatted(3, 3)));
        StrangeServer server =
            StrangeServer.saying(
                new Reply(
                    200,
                    Map.of(
                        "Content-Type",
                        "application/json",
                        "Link",
                        "<" + elsewhere.address() + "/api/v3/user?page=2>; rel=\"next\""),
                    page.formatted(1, 1)))) {
      assertThat(at(server).memberships(TOKEN)).hasSize(1);

      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void readsPageAfterPageButNotForever() throws IOException {
    try (StrangeServer server =
        StrangeServer.leadingInCircles(
            "[{\"state\":\"active\",\"organization\":{\"id\":1,\"login\":\"one\"}}]")) {
      assertThat(at(server).memberships(TOKEN)).hasSize(20);

      assertThat(server.asked().get(0))
          .isEqualTo(URI.create("/api/v3/user/memberships/orgs?per_page=100"));
      assertThat(server.asked().get(1))
          .isEqualTo(URI.create("/api/v3/user/memberships/orgs?page=2"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[{}]", "[{\"organization\":{\"id\":1}}]", "[1]"})
  void takesNoNonsenseForOrganisations(String body) throws IOException {
    try (StrangeServer server = StrangeServer.saying(Reply.json(200, body))) {
      assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> at(server).memberships(TOKEN));
      assertThatExceptionOfType(Unexpected.class)
          .isThrownBy(() -> at(server).organization(TOKEN, "acme"));
    }
  }

  @Test
  void takesAProxysRefusalForNoAnswerAboutAName() throws IOException {
    for (int status : new int[] {403, 404, 500, 503}) {
      try (StrangeServer proxy =
          StrangeServer.saying(new Reply(status, Map.of(), "<h1>Blocked</h1>"))) {
        assertThatExceptionOfType(Unexpected.class)
            .isThrownBy(() -> at(proxy).organization(TOKEN, "acme"));
      }
    }
  }

  @Test
  void readsARefusalWithoutAWord() throws IOException {
    try (StrangeServer server = StrangeServer.saying(Reply.json(200, "{\"error\":{\"a\":1}}"))) {
      assertThat(at(server).exchange("code", CALLBACK, "verifier"))
          .isInstanceOf(TokenAnswer.Denied.class);
    }
  }

  private static GitHub at(StrangeServer server) {
    return GitHubFixture.at(server.address()).withClientSecret("the-client-secret").gitHub();
  }

  private static void assertSilent(OutsideWorldException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace + failure.answered() + failure.tried() + failure.advice())
        .doesNotContain(
            TOKEN.reveal(), "the-client-secret", "the-code-itself", "the-verifier-itself");
  }
}
