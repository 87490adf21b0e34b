package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.AcmeInstallation.ACME;
import static dev.signalbox.sandbox.AcmeInstallation.ACME_LABS;
import static dev.signalbox.sandbox.github.GitHubTestClient.header;
import static dev.signalbox.sandbox.github.GitHubTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of the API for users and organizations. */
@Tag("integration")
class FakeGitHubTests {

  private static final String MEMBERSHIP = "/user/memberships/orgs/acme";
  private static final String[] SCOPES = {"read:user", "user:email", "read:org"};

  private final FakeGitHub github = FakeGitHub.start(0);
  private final GitHubTestClient client = new GitHubTestClient();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void returnsTheUserOfTheTokenAtBothBaseUrls() throws Exception {
    String bearer = "Bearer " + github.tokenFor(Persona.ADMIN, SCOPES);

    for (String api : new String[] {github.address() + "/api/v3", github.apiAddress() + ""}) {
      HttpResponse<String> response = client.get(api + "/user", "Authorization", bearer);
      assertThat(json(response).get("id").longValue()).isEqualTo(1001);
      assertThat(json(response).get("login").stringValue()).isEqualTo("admin");
      assertThat(json(response).get("url").stringValue()).isEqualTo(api + "/users/admin");
    }
    assertThat(github.countRequests("/user")).isEqualTo(2);
  }

  @Test
  void sendsScopesAndRequestIdInHeaders() throws Exception {
    HttpResponse<String> response = get(Persona.ADMIN, "/user/orgs");

    assertThat(header(response, "X-OAuth-Scopes")).isEqualTo("read:org, read:user, user:email");
    assertThat(header(response, "X-Accepted-OAuth-Scopes")).contains("read:org");
    assertThat(header(response, "X-GitHub-Request-Id")).isNotEmpty();
    assertThat(header(response, "X-GitHub-Media-Type")).isEqualTo("github.v3; format=json");
  }

  @Test
  void acceptsTheTokenAuthorizationScheme() throws Exception {
    String token = github.tokenFor(Persona.ADMIN, SCOPES);

    assertThat(client.get(api("/user"), "Authorization", "token " + token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void rejectsMissingAndRevokedTokens() throws Exception {
    String token = github.tokenFor(Persona.ADMIN, SCOPES);
    github.revokeTokens(Persona.ADMIN);

    HttpResponse<String> revoked = client.get(api("/user"), "Authorization", "Bearer " + token);

    assertThat(revoked.statusCode()).isEqualTo(401);
    assertThat(json(revoked).get("message").stringValue()).isEqualTo("Bad credentials");
    assertThat(json(revoked).get("status").stringValue()).isEqualTo("401");
    assertThat(client.get(api("/user")).statusCode()).isEqualTo(401);
  }

  @Test
  void omitsAPrivateEmailAddressFromTheProfile() throws Exception {
    assertThat(json(get(Persona.VIEWER, "/user")).get("email").isNull()).isTrue();

    HttpResponse<String> emails = get(Persona.VIEWER, "/user/emails");
    assertThat(json(emails).get(0).get("primary").booleanValue()).isTrue();
    assertThat(json(emails).get(0).get("verified").booleanValue()).isTrue();
  }

  @Test
  void findsAMembershipIgnoringTheCaseOfTheLogin() throws Exception {
    HttpResponse<String> response = get(Persona.ADMIN, "/user/memberships/orgs/AcMe");

    assertThat(json(response).get("state").stringValue()).isEqualTo("active");
    assertThat(json(response).get("role").stringValue()).isEqualTo("admin");
    assertThat(json(response).get("organization").get("id").longValue()).isEqualTo(9001);
  }

  @Test
  void returns404ForNonMembersAndFormerMembers() throws Exception {
    github.leave(Persona.ADMIN, ACME);

    HttpResponse<String> response = get(Persona.OUTSIDER, MEMBERSHIP);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("message").stringValue()).isEqualTo("Not Found");
    assertThat(json(response).get("documentation_url").isString()).isTrue();
    assertThat(get(Persona.ADMIN, MEMBERSHIP).statusCode()).isEqualTo(404);
  }

  @Test
  void showsAnInvitationAsPendingUntilItIsAccepted() throws Exception {
    assertThat(json(get(Persona.PENDING, MEMBERSHIP)).get("state").stringValue())
        .isEqualTo("pending");
    assertThat(json(get(Persona.PENDING, "/user/orgs")).isEmpty()).isTrue();

    github.join(Persona.PENDING, ACME);

    assertThat(json(get(Persona.PENDING, MEMBERSHIP)).get("state").stringValue())
        .isEqualTo("active");
  }

  @Test
  void distinguishesMembersNonMembersAndOutsideCallers() throws Exception {
    assertThat(get(Persona.ADMIN, "/orgs/acme/members/viewer").statusCode()).isEqualTo(204);
    assertThat(get(Persona.ADMIN, "/orgs/acme/members/outsider").statusCode()).isEqualTo(404);

    HttpResponse<String> response = get(Persona.OUTSIDER, "/orgs/acme/members/viewer");
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(header(response, "Location")).isEqualTo(api("/orgs/acme/public_members/viewer"));
  }

  @Test
  void listsOnlyMembersWithPublicMembership() throws Exception {
    String path = "/orgs/acme/public_members/viewer";
    assertThat(get(Persona.OUTSIDER, path).statusCode()).isEqualTo(404);

    github.publicize(Persona.VIEWER, ACME);

    assertThat(get(Persona.OUTSIDER, path).statusCode()).isEqualTo(204);
  }

  @Test
  void showsMembershipsOnlyToOtherMembers() throws Exception {
    String path = "/orgs/acme/memberships/pending";

    assertThat(json(get(Persona.ADMIN, path)).get("state").stringValue()).isEqualTo("pending");
    assertThat(get(Persona.OUTSIDER, path).statusCode()).isEqualTo(403);
  }

  @Test
  void keepsIdsWhenNamesChange() throws Exception {
    github.rename(Persona.ADMIN, "amara");
    github.renameOrganization(ACME, "acme-rail");

    assertThat(json(get(Persona.ADMIN, "/user")).get("login").stringValue()).isEqualTo("amara");
    assertThat(json(get(Persona.ADMIN, "/user")).get("id").longValue()).isEqualTo(1001);
    assertThat(get(Persona.ADMIN, MEMBERSHIP).statusCode()).isEqualTo(404);
    assertThat(json(client.get(api("/orgs/acme-rail"))).get("id").longValue()).isEqualTo(9001);
  }

  @Test
  void listsTeamsWithParentAndOrganization() throws Exception {
    HttpResponse<String> response = get(Persona.VIEWER, "/user/teams");

    assertThat(json(response).get(0).get("slug").stringValue()).isEqualTo("build");
    assertThat(json(response).get(0).get("parent").get("slug").stringValue()).isEqualTo("platform");
    assertThat(json(response).get(0).get("organization").get("id").longValue()).isEqualTo(9001);
    github.leave(Persona.VIEWER, ACME);
    assertThat(json(get(Persona.VIEWER, "/user/teams")).isEmpty()).isTrue();
  }

  @Test
  void filtersMembershipsByState() throws Exception {
    github.invite(Persona.VIEWER, ACME_LABS);

    assertThat(json(get(Persona.VIEWER, "/user/memberships/orgs"))).hasSize(2);
    assertThat(get(Persona.VIEWER, "/user/memberships/orgs?state=active").body())
        .contains("\"id\":9001")
        .doesNotContain("\"id\":9002");
  }

  @Test
  void rejectsAnUnknownApiVersion() throws Exception {
    assertThat(client.get(api("/meta"), "X-GitHub-Api-Version", "2019-01-01").statusCode())
        .isEqualTo(400);
    assertThat(client.get(api("/meta"), "X-GitHub-Api-Version", "2022-11-28").statusCode())
        .isEqualTo(200);
  }

  @Test
  void reportsTheInstalledVersionWithoutAuthentication() throws Exception {
    assertThat(json(client.get(api("/meta"))).get("installed_version").isString()).isTrue();
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
