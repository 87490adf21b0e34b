package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
import dev.signalbox.sandbox.github.FakeGitHub;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** GitHub is asked again about whoever is active, beside the requests. */
@InstallationTest
class RevalidationTests {

  private static final String MEMBERSHIP = "/user/memberships/orgs/acme";

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;
  private FakeGitHub gitHub = TestInstallation.gitHub();
  private Browser viewer;

  @Autowired
  RevalidationTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    gitHub = TestInstallation.gitHub();
    viewer = browsers.signedIn(Persona.VIEWER);
    gitHub.forgetRequests();
  }

  @Test
  void doesNotAskWithinAQuarterOfAnHour() {
    TestInstallation.clock().advance(Duration.ofMinutes(15));
    viewer.get("/users");

    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(gitHub.requests(MEMBERSHIP)).isZero());
  }

  @Test
  void asksOnceAfterAQuarterOfAnHourAndIsContentForTheNext() {
    comeBackLater();
    await().until(() -> secondsSinceConfirmed() == 0);

    viewer.get("/users");
    viewer.get("/audit");

    assertThat(gitHub.requests(MEMBERSHIP)).isOne();
  }

  @Test
  void keepsTheTagOfAnUnchangedAnswer() {
    String tag = membership("etag");
    comeBackLater();
    await().until(() -> secondsSinceConfirmed() == 0);

    assertThat(tag).isNotBlank();
    assertThat(membership("etag")).isEqualTo(tag);
  }

  @Test
  void asksOnceHoweverManyRequestsCome() {
    gitHub.weather().turnSlow(Duration.ofMillis(500));
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int request = 0; request < 8; request++) {
        pool.execute(() -> assertThat(viewerAgain().get("/sessions")).hasStatusOk());
      }
    }
    await().until(() -> secondsSinceConfirmed() == 0);

    assertThat(gitHub.requests(MEMBERSHIP)).isOne();
  }

  @Test
  void doesNotKeepTheRequestWaiting() {
    gitHub.weather().turnSlow(Duration.ofSeconds(60));
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    long start = System.nanoTime();

    assertThat(viewer.get("/users")).hasStatusOk();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void cutsAccessOfWhoeverLeftTheOrganisation() {
    gitHub.leave(Persona.VIEWER, Installation.ACME);
    gitHub.leave(Persona.VIEWER, Installation.ACME_LABS);
    comeBackLater();

    assertCut("not member");
  }

  @Test
  void cutsAccessOfWhoeverTookThePermissionBack() {
    gitHub.revokeTokens(Persona.VIEWER);
    comeBackLater();

    assertCut("token revoked");
  }

  @Test
  void cutsAccessWhenTheOrganisationRestrictsTheApp() {
    gitHub.restrict(Installation.ACME);
    comeBackLater();

    assertCut("app restricted");
  }

  @Test
  void leavesTheLastAnswerStandingWhileGitHubIsDown() {
    gitHub.weather().turn(Weather.Kind.DOWN);
    comeBackLater();
    await().until(() -> membership("last_answer").equals("no answer"));

    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(books.actions()).containsExactly("user.logged_in");
  }

  @Test
  void asksAgainAMinuteAfterGitHubWasDown() {
    gitHub.weather().turn(Weather.Kind.DOWN);
    comeBackLater();
    await().until(() -> membership("last_answer").equals("no answer"));
    gitHub.weather().turn(Weather.Kind.FINE);
    TestInstallation.clock().advance(Duration.ofSeconds(61));
    viewer.get("/users");

    await().untilAsserted(() -> assertThat(membership("last_answer")).isEqualTo("active"));
  }

  private void comeBackLater() {
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    assertThat(viewer.get("/users")).hasStatusOk();
  }

  private void assertCut(String cause) {
    await().untilAsserted(() -> assertThat(books.actions()).contains("user.access_revoked"));
    assertThat(books.event("user.access_revoked").payload()).contains(cause);
    assertThat(books.event("user.access_revoked").actor()).isEqualTo("Signalbox");
    assertThat(books.sessions(Persona.VIEWER)).isZero();
    assertThat(viewer.get("/users")).hasStatus(303);
  }

  private Browser viewerAgain() {
    Browser same = browsers.open();
    same.cookies().putAll(viewer.cookies());
    return same;
  }

  private long secondsSinceConfirmed() {
    return Duration.between(
            Instant.parse(
                membership(
                    "to_char(confirmed_at at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")),
            TestInstallation.clock().instant())
        .toSeconds();
  }

  private String membership(String column) {
    return database
        .sql("select " + column + " from membership where account_id = :id")
        .param("id", books.id(Persona.VIEWER))
        .query(String.class)
        .single();
  }
}
