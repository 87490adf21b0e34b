package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.AcmeInstallation.ACME;
import static dev.signalbox.sandbox.github.GitHubTestClient.header;
import static dev.signalbox.sandbox.github.GitHubTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of missing scopes, app restrictions and single sign-on. */
@Tag("integration")
class FakeGitHubPoliciesTests {

  private static final String MEMBERSHIP = "/user/memberships/orgs/acme";
  private static final String[] SCOPES = {"read:user", "user:email", "read:org"};

  private final FakeGitHub github = FakeGitHub.start(0);
  private final GitHubTestClient client = new GitHubTestClient();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void deniesMembershipsToATokenWithoutTheScope() throws Exception {
    github.withdrawScope(Persona.ADMIN, "read:org");

    HttpResponse<String> response = get(Persona.ADMIN, MEMBERSHIP);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(header(response, "X-OAuth-Scopes")).isEqualTo("read:user, user:email");
    assertThat(get(Persona.ADMIN, "/user/orgs").statusCode()).isEqualTo(403);
    assertThat(get(Persona.ADMIN, "/user/teams").statusCode()).isEqualTo(403);
  }

  @Test
  void removesAWithheldScopeFromExistingTokens() throws Exception {
    String bearer = "Bearer " + github.tokenFor(Persona.ADMIN, SCOPES);
    github.withdrawScope(Persona.ADMIN, "user:email");

    assertThat(client.get(api("/user/emails"), "Authorization", bearer).statusCode())
        .isEqualTo(404);
    github.allowScope(Persona.ADMIN, "user:email");
    assertThat(get(Persona.ADMIN, "/user/emails").statusCode()).isEqualTo(200);
  }

  @Test
  void deniesARestrictedOrganizationAndOmitsItFromLists() throws Exception {
    github.restrictOAuthApps(ACME);

    HttpResponse<String> response = get(Persona.ADMIN, MEMBERSHIP);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("message").stringValue())
        .startsWith(
            "Although you appear to have the correct authorization credentials, the `acme`"
                + " organization has enabled OAuth App access restrictions, meaning that data");
    assertThat(get(Persona.ADMIN, "/user/orgs").body())
        .contains("\"acme-labs\"")
        .doesNotContain("\"acme\"");
    assertThat(get(Persona.ADMIN, "/orgs/acme").statusCode()).isEqualTo(200);
  }

  @Test
  void restrictsOnePersonaUntilTheAppIsApproved() throws Exception {
    assertThat(get(Persona.RESTRICTED, MEMBERSHIP).statusCode()).isEqualTo(403);

    client.send(
        "POST", github.address() + "/organizations/acme/settings/oauth_application_policy", "");

    assertThat(get(Persona.RESTRICTED, MEMBERSHIP).statusCode()).isEqualTo(200);
  }

  @Test
  void requiresSingleSignOnAndReportsPartialLists() throws Exception {
    github.requireSso(ACME);

    HttpResponse<String> response = get(Persona.ADMIN, MEMBERSHIP);
    String sso = header(response, "X-GitHub-SSO");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(sso).startsWith("required; url=" + github.address() + "/orgs/acme/sso?");
    assertThat(header(get(Persona.ADMIN, "/user/orgs"), "X-GitHub-SSO"))
        .isEqualTo("partial-results; organizations=9001");

    client.send("POST", sso.substring(sso.indexOf("http")), "");
    assertThat(get(Persona.ADMIN, MEMBERSHIP).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(Persona persona, String path)
      throws IOException, InterruptedException {
    String token = github.tokenFor(persona, SCOPES);
    return client.get(api(path), "Authorization", "Bearer " + token);
  }

  private String api(String path) {
    return github.address() + "/api/v3" + path;
  }
}
