package dev.signalbox.sandbox.github;

import static dev.signalbox.sandbox.Installation.ACME;
import static dev.signalbox.sandbox.Installation.ACME_LABS;
import static dev.signalbox.sandbox.github.Wire.header;
import static dev.signalbox.sandbox.github.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the API says about people and organisations. */
class FakeGitHubTests {

  private static final String MEMBERSHIP = "/user/memberships/orgs/acme";
  private static final String[] SCOPES = {"read:user", "user:email", "read:org"};

  private final FakeGitHub github = FakeGitHub.start(0);
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void saysWhoTheTokenBelongsToInBothAddressForms() throws Exception {
    String bearer = "Bearer " + github.tokenFor(Persona.ADMIN, SCOPES);

    for (String api : new String[] {github.address() + "/api/v3", github.apiAddress() + ""}) {
      HttpResponse<String> answer = wire.get(api + "/user", "Authorization", bearer);
      assertThat(json(answer).get("id").longValue()).isEqualTo(1001);
      assertThat(json(answer).get("login").stringValue()).isEqualTo("admin");
      assertThat(json(answer).get("url").stringValue()).isEqualTo(api + "/users/admin");
    }
    assertThat(github.requests("/user")).isEqualTo(2);
  }

  @Test
  void tellsScopesAndRequestIdInHeaders() throws Exception {
    HttpResponse<String> answer = ask(Persona.ADMIN, "/user/orgs");

    assertThat(header(answer, "X-OAuth-Scopes")).isEqualTo("read:org, read:user, user:email");
    assertThat(header(answer, "X-Accepted-OAuth-Scopes")).contains("read:org");
    assertThat(header(answer, "X-GitHub-Request-Id")).isNotEmpty();
    assertThat(header(answer, "X-GitHub-Media-Type")).isEqualTo("github.v3; format=json");
  }

  @Test
  void takesTheOlderAuthorizationWord() throws Exception {
    String token = github.tokenFor(Persona.ADMIN, SCOPES);

    assertThat(wire.get(api("/user"), "Authorization", "token " + token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesAStrangerAndARevokedToken() throws Exception {
    String token = github.tokenFor(Persona.ADMIN, SCOPES);
    github.revokeTokens(Persona.ADMIN);

    HttpResponse<String> revoked = wire.get(api("/user"), "Authorization", "Bearer " + token);

    assertThat(revoked.statusCode()).isEqualTo(401);
    assertThat(json(revoked).get("message").stringValue()).isEqualTo("Bad credentials");
    assertThat(json(revoked).get("status").stringValue()).isEqualTo("401");
    assertThat(wire.get(api("/user")).statusCode()).isEqualTo(401);
  }

  @Test
  void keepsTheAddressOfAShyPersonOutOfTheProfile() throws Exception {
    assertThat(json(ask(Persona.VIEWER, "/user")).get("email").isNull()).isTrue();

    HttpResponse<String> emails = ask(Persona.VIEWER, "/user/emails");
    assertThat(json(emails).get(0).get("primary").booleanValue()).isTrue();
    assertThat(json(emails).get(0).get("verified").booleanValue()).isTrue();
  }

  @Test
  void confirmsAMembershipWhateverTheCaseOfTheName() throws Exception {
    HttpResponse<String> answer = ask(Persona.ADMIN, "/user/memberships/orgs/AcMe");

    assertThat(json(answer).get("state").stringValue()).isEqualTo("active");
    assertThat(json(answer).get("role").stringValue()).isEqualTo("admin");
    assertThat(json(answer).get("organization").get("id").longValue()).isEqualTo(9001);
  }

  @Test
  void knowsNoMembershipOfAnOutsiderOrOfSomebodyWhoLeft() throws Exception {
    github.leave(Persona.ADMIN, ACME);

    HttpResponse<String> answer = ask(Persona.OUTSIDER, MEMBERSHIP);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("message").stringValue()).isEqualTo("Not Found");
    assertThat(json(answer).get("documentation_url").isString()).isTrue();
    assertThat(ask(Persona.ADMIN, MEMBERSHIP).statusCode()).isEqualTo(404);
  }

  @Test
  void showsAnInvitationAsPendingUntilItIsAccepted() throws Exception {
    assertThat(json(ask(Persona.PENDING, MEMBERSHIP)).get("state").stringValue())
        .isEqualTo("pending");
    assertThat(json(ask(Persona.PENDING, "/user/orgs")).isEmpty()).isTrue();

    github.join(Persona.PENDING, ACME);

    assertThat(json(ask(Persona.PENDING, MEMBERSHIP)).get("state").stringValue())
        .isEqualTo("active");
  }

  @Test
  void answersMembersThreefold() throws Exception {
    assertThat(ask(Persona.ADMIN, "/orgs/acme/members/viewer").statusCode()).isEqualTo(204);
    assertThat(ask(Persona.ADMIN, "/orgs/acme/members/outsider").statusCode()).isEqualTo(404);

    HttpResponse<String> answer = ask(Persona.OUTSIDER, "/orgs/acme/members/viewer");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(header(answer, "Location")).isEqualTo(api("/orgs/acme/public_members/viewer"));
  }

  @Test
  void knowsPublicMembersOnlyByTheirWill() throws Exception {
    String address = "/orgs/acme/public_members/viewer";
    assertThat(ask(Persona.OUTSIDER, address).statusCode()).isEqualTo(404);

    github.publicize(Persona.VIEWER, ACME);

    assertThat(ask(Persona.OUTSIDER, address).statusCode()).isEqualTo(204);
  }

  @Test
  void tellsMembersAboutOneAnother() throws Exception {
    String address = "/orgs/acme/memberships/pending";

    assertThat(json(ask(Persona.ADMIN, address)).get("state").stringValue()).isEqualTo("pending");
    assertThat(ask(Persona.OUTSIDER, address).statusCode()).isEqualTo(403);
  }

  @Test
  void keepsIdsWhenNamesChange() throws Exception {
    github.rename(Persona.ADMIN, "amara");
    github.renameOrganization(ACME, "acme-rail");

    assertThat(json(ask(Persona.ADMIN, "/user")).get("login").stringValue()).isEqualTo("amara");
    assertThat(json(ask(Persona.ADMIN, "/user")).get("id").longValue()).isEqualTo(1001);
    assertThat(ask(Persona.ADMIN, MEMBERSHIP).statusCode()).isEqualTo(404);
    assertThat(json(wire.get(api("/orgs/acme-rail"))).get("id").longValue()).isEqualTo(9001);
  }

  @Test
  void listsTeamsWithParentAndOrganisation() throws Exception {
    HttpResponse<String> answer = ask(Persona.VIEWER, "/user/teams");

    assertThat(json(answer).get(0).get("slug").stringValue()).isEqualTo("build");
    assertThat(json(answer).get(0).get("parent").get("slug").stringValue()).isEqualTo("platform");
    assertThat(json(answer).get(0).get("organization").get("id").longValue()).isEqualTo(9001);
    github.leave(Persona.VIEWER, ACME);
    assertThat(json(ask(Persona.VIEWER, "/user/teams")).isEmpty()).isTrue();
  }

  @Test
  void filtersMembershipsByState() throws Exception {
    github.invite(Persona.VIEWER, ACME_LABS);

    assertThat(json(ask(Persona.VIEWER, "/user/memberships/orgs"))).hasSize(2);
    assertThat(ask(Persona.VIEWER, "/user/memberships/orgs?state=active").body())
        .contains("\"id\":9001")
        .doesNotContain("\"id\":9002");
  }

  @Test
  void refusesAnApiVersionThatDoesNotExist() throws Exception {
    assertThat(wire.get(api("/meta"), "X-GitHub-Api-Version", "2019-01-01").statusCode())
        .isEqualTo(400);
    assertThat(wire.get(api("/meta"), "X-GitHub-Api-Version", "2022-11-28").statusCode())
        .isEqualTo(200);
  }

  @Test
  void tellsItsVersionToAnybody() throws Exception {
    assertThat(json(wire.get(api("/meta"))).get("installed_version").isString()).isTrue();
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
