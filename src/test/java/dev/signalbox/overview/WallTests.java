package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The wall and its links. */
@InstallationTest
class WallTests {

  private static final String SESSION = "signalbox";
  private static final Pattern TOKEN = Pattern.compile("/wall/(sbw_[\\w-]{43})");

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private MockBrowser admin;
  private MockBrowser screen;

  @Autowired
  WallTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
    this.screen = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
    screen = browsers.open();
  }

  @Test
  void showsTheOverviewWithoutSigningIn() {
    MvcTestResult wall = screen.get("/wall/" + newToken("office"));

    assertThat(wall)
        .hasStatusOk()
        .hasHeader("Referrer-Policy", "no-referrer")
        .hasHeader("Cache-Control", "no-store")
        .bodyText()
        .contains("Installation health", "Clients ready", "Verified up to", "Last backup")
        .contains("hx-trigger=\"every 30s\"")
        .doesNotContain("could not be loaded");
    assertThat(wall.getResponse().getCookies()).isEmpty();
  }

  @Test
  void containsNoUsersAndNoActions() {
    String wall = MockBrowser.body(screen.get("/wall/" + newToken("office")));

    for (Persona persona : Persona.values()) {
      assertThat(wall).doesNotContain(persona.displayName());
    }
    assertThat(wall)
        .doesNotContain("@", "Recent changes", "<a ", "<button", "<form", "hx-post", "_csrf");
  }

  @Test
  void respondsToHeadWithTheSameStatus() {
    String token = newToken("office");

    assertThat(screen.send(HttpMethod.HEAD, "/wall/" + token, request -> request)).hasStatusOk();
    assertThat(screen.send(HttpMethod.HEAD, "/wall/sbw_x", request -> request)).hasStatus(404);
  }

  @Test
  void saysThatTheLinkWasRevokedWithTheNextUpdateAndStopsUpdating() {
    String token = newToken("office");
    String id = linkId();

    assertThat(admin.delete("/settings/wall-links/" + id)).hasRedirectedUrl("/settings/wall-links");

    assertThat(screen.fragment("/wall/" + token))
        .hasStatus(410)
        .bodyText()
        .contains("This link was revoked")
        .doesNotContain("hx-get", "Clients ready");
    assertThat(screen.get("/wall/" + token)).hasStatus(410);
  }

  @Test
  void refusesTokensOfAnotherKind() {
    String apiToken = MockApiClient.newToken(admin, "read,write");
    String session = Objects.requireNonNull(admin.cookies().get(SESSION)).getValue();

    assertThat(screen.get("/wall/" + apiToken)).hasStatus(404);
    assertThat(screen.get("/wall/" + session)).hasStatus(404);
    assertThat(admin.get("/wall/sbw_" + "0".repeat(43)))
        .as("signed in, but without a valid token")
        .hasStatus(404)
        .bodyText()
        .contains("This link is not valid")
        .doesNotContain("Clients ready");
  }

  @Test
  void opensNothingElse() {
    String token = newToken("office");
    screen.get("/wall/" + token);

    assertThat(screen.get("/")).hasStatus(303);
    assertThat(screen.get("/users?token=" + token)).hasStatus(303);
    assertThat(screen.fragment("/overview/panels/users")).hasStatus(401);
    assertThat(screen.get("/wall/" + token + "/panels/users")).hasStatus(404);
    assertThat(
            screen.send(
                HttpMethod.GET,
                "/api/v1/users",
                request -> request.header("Authorization", "Bearer " + token)))
        .hasStatus(401);
    screen.cookies().put(SESSION, new Cookie(SESSION, token));
    assertThat(screen.get("/users")).hasStatus(303);
  }

  @Test
  void allowsOnlyReading() {
    String token = newToken("office");

    for (HttpMethod method : new HttpMethod[] {HttpMethod.POST, HttpMethod.DELETE}) {
      assertThat(screen.send(method, "/wall/" + token, request -> request))
          .hasStatus(405)
          .hasHeader("Allow", "GET, HEAD");
    }
  }

  @Test
  void storesOnlyTheHashOfTheTokenAndRecordsEachChange() {
    String token = newToken("office");
    admin.delete("/settings/wall-links/" + linkId());

    assertThat(records.event("wall.link.created"))
        .returns("admin", DatabaseTestClient.Event::actor)
        .returns("office", DatabaseTestClient.Event::target);
    assertThat(records.event("wall.link.revoked"))
        .returns("office", DatabaseTestClient.Event::target);
    assertThat(records.queryForStrings("select wall_link::text from wall_link"))
        .noneMatch(row -> row.contains(token));
    assertThat(records.queryForStrings("select payload::text from audit_event"))
        .noneMatch(payload -> payload.contains(token));
  }

  @Test
  void createsOneLinkForAFormThatIsSubmittedTwice() {
    Map<String, String> form = Map.of("name", "office", "form-key", UUID.randomUUID().toString());

    String first = admin.post("/settings/wall-links", form).getResponse().getRedirectedUrl();
    String second = admin.post("/settings/wall-links", form).getResponse().getRedirectedUrl();

    assertThat(second).isEqualTo(first);
    assertThat(records.count("wall_link")).isEqualTo(1);
  }

  @Test
  void keepsTheInputOfARejectedForm() {
    assertThat(admin.post("/settings/wall-links", Map.of("name", "x".repeat(101))))
        .hasStatus(422)
        .bodyText()
        .contains("At most 100 characters.", "x".repeat(101));
    assertThat(records.count("wall_link")).isZero();
  }

  @Test
  void listsLinksWithTheirState() {
    newToken("office");
    admin.delete("/settings/wall-links/" + linkId());
    newToken("kitchen");

    assertThat(admin.get("/settings/wall-links"))
        .bodyText()
        .contains("1 active")
        .containsPattern("(?s)kitchen.*Active.*Revoke.*office.*Revoked.*by .*admin");
  }

  @Test
  void viewersSeeTheListButChangeNothing() {
    newToken("office");
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(viewer.get("/settings/wall-links"))
        .hasStatusOk()
        .bodyText()
        .contains("office", "New link", ", disabled: ")
        .doesNotContain("Revoke link office");
    assertThat(viewer.post("/settings/wall-links", Map.of("name", "mine"))).hasStatus(403);
    assertThat(viewer.delete("/settings/wall-links/" + linkId())).hasStatus(403);
  }

  private String newToken(String name) {
    String created =
        Objects.requireNonNull(
            admin
                .post("/settings/wall-links", Map.of("name", name))
                .getResponse()
                .getRedirectedUrl());
    Matcher token = TOKEN.matcher(MockBrowser.body(admin.get(created)));
    assertThat(token.find()).as("the new link is shown").isTrue();
    return token.group(1);
  }

  private String linkId() {
    return records
        .queryForStrings("select id::text from wall_link where revoked_at is null")
        .getFirst();
  }
}
