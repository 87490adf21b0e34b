package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.Installation.ACME;
import static dev.signalbox.sandbox.github.Wire.header;
import static dev.signalbox.sandbox.github.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hides an organisation: missing scopes, app restrictions, single sign-on. */
class FakeGitHubPoliciesTests {

  private static final String MEMBERSHIP = "/user/memberships/orgs/acme";
  private static final String[] SCOPES = {"read:user", "user:email", "read:org"};

  private final FakeGitHub github = FakeGitHub.start(0);
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void refusesMembershipsToATokenWithoutTheScope() throws Exception {
    github.dropScope(Persona.ADMIN, "read:org");

    HttpResponse<String> answer = ask(Persona.ADMIN, MEMBERSHIP);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(header(answer, "X-OAuth-Scopes")).isEqualTo("read:user, user:email");
    assertThat(ask(Persona.ADMIN, "/user/orgs").statusCode()).isEqualTo(403);
    assertThat(ask(Persona.ADMIN, "/user/teams").statusCode()).isEqualTo(403);
  }

  @Test
  void takesADroppedScopeFromTokensThatAreOut() throws Exception {
    String bearer = "Bearer " + github.tokenFor(Persona.ADMIN, SCOPES);
    github.dropScope(Persona.ADMIN, "user:email");

    assertThat(wire.get(api("/user/emails"), "Authorization", bearer).statusCode()).isEqualTo(404);
    github.offerScope(Persona.ADMIN, "user:email");
    assertThat(ask(Persona.ADMIN, "/user/emails").statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatAnOrganisationRestrictsAppsAndLeavesItOutOfLists() throws Exception {
    github.restrict(ACME);

    HttpResponse<String> answer = ask(Persona.ADMIN, MEMBERSHIP);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).get("message").stringValue())
        .startsWith(
            "Although you appear to have the correct authorization credentials, the `acme`"
                + " organization has enabled OAuth App access restrictions, meaning that data");
    assertThat(ask(Persona.ADMIN, "/user/orgs").body())
        .contains("\"acme-labs\"")
        .doesNotContain("\"acme\"");
    assertThat(ask(Persona.ADMIN, "/orgs/acme").statusCode()).isEqualTo(200);
  }

  @Test
  void restrictsOnePersonaFromTheStartUntilTheAppIsApproved() throws Exception {
    assertThat(ask(Persona.RESTRICTED, MEMBERSHIP).statusCode()).isEqualTo(403);

    wire.send(
        "POST", github.address() + "/organizations/acme/settings/oauth_application_policy", "");

    assertThat(ask(Persona.RESTRICTED, MEMBERSHIP).statusCode()).isEqualTo(200);
  }

  @Test
  void sendsToSingleSignOnAndAdmitsPartialLists() throws Exception {
    github.requireSso(ACME);

    HttpResponse<String> answer = ask(Persona.ADMIN, MEMBERSHIP);
    String sso = header(answer, "X-GitHub-SSO");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(sso).startsWith("required; url=" + github.address() + "/orgs/acme/sso?");
    assertThat(header(ask(Persona.ADMIN, "/user/orgs"), "X-GitHub-SSO"))
        .isEqualTo("partial-results; organizations=9001");

    wire.send("POST", sso.substring(sso.indexOf("http")), "");
    assertThat(ask(Persona.ADMIN, MEMBERSHIP).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> ask(Persona persona, String path)
      throws IOException, InterruptedException {
    String token = github.tokenFor(persona, SCOPES);
    return wire.get(api(path), "Authorization", "Bearer " + token);
  }

  private String api(String path) {
    return github.address() + "/api/v3" + path;
  }
}
