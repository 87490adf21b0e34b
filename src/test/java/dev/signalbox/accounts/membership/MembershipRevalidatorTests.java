package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Periodic membership checks of active users. */
@InstallationTest
class MembershipRevalidatorTests {

  private static final String MEMBERSHIP = "/user/memberships/orgs/acme";

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private FakeGitHub gitHub = TestInstallation.gitHub();
  private MockBrowser viewer;

  @Autowired
  MembershipRevalidatorTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    gitHub = TestInstallation.gitHub();
    viewer = browsers.signedIn(Persona.VIEWER);
    gitHub.clearRequests();
  }

  @Test
  void runsNoCheckWithinFifteenMinutes() {
    TestInstallation.clock().advance(Duration.ofMinutes(15));
    viewer.get("/users");

    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(gitHub.countRequests(MEMBERSHIP)).isZero());
  }

  @Test
  void checksOnceAfterFifteenMinutes() {
    requestAfterSixteenMinutes();
    await().until(() -> secondsSinceConfirmed() == 0);

    viewer.get("/users");
    viewer.get("/audit");

    assertThat(gitHub.countRequests(MEMBERSHIP)).isOne();
  }

  @Test
  void keepsTheETagOfAnUnchangedResponse() {
    String etag = membership("etag");
    requestAfterSixteenMinutes();
    await().until(() -> secondsSinceConfirmed() == 0);

    assertThat(etag).isNotBlank();
    assertThat(membership("etag")).isEqualTo(etag);
  }

  @Test
  void checksOnceForConcurrentRequests() {
    gitHub.faults().setDelay(Duration.ofMillis(500));
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int request = 0; request < 8; request++) {
        pool.execute(() -> assertThat(sameSession().get("/sessions")).hasStatusOk());
      }
    }
    await().until(() -> secondsSinceConfirmed() == 0);

    assertThat(gitHub.countRequests(MEMBERSHIP)).isOne();
  }

  @Test
  void doesNotDelayTheRequest() {
    gitHub.faults().setDelay(Duration.ofSeconds(60));
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    long start = System.nanoTime();

    assertThat(viewer.get("/users")).hasStatusOk();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void revokesAccessAfterLeavingTheOrganization() {
    gitHub.leave(Persona.VIEWER, AcmeInstallation.ACME);
    gitHub.leave(Persona.VIEWER, AcmeInstallation.ACME_LABS);
    requestAfterSixteenMinutes();

    assertRevoked("not member");
  }

  @Test
  void keepsAccessAfterLeavingOneOfTwoRequiredOrganizations() {
    database
        .sql(
            """
            insert into registration (anyone, organization_names, organization_ids,
              suspend_new_users, version, saved_by, saved_at)
            values (false, '{acme,acme-labs}', '{9001,9002}', false, 1, 'admin', now())
            """)
        .update();
    gitHub.leave(Persona.VIEWER, AcmeInstallation.ACME);
    requestAfterSixteenMinutes();

    await().until(() -> membership("organization").equals("acme-labs"));
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.actions()).doesNotContain("user.access_revoked");
  }

  @Test
  void revokesAccessAfterTheTokenWasRevoked() {
    gitHub.revokeTokens(Persona.VIEWER);
    requestAfterSixteenMinutes();

    assertRevoked("token revoked");
  }

  @Test
  void revokesAccessIfTheOrganizationRestrictsTheApp() {
    gitHub.restrictOAuthApps(AcmeInstallation.ACME);
    requestAfterSixteenMinutes();

    assertRevoked("app restricted");
  }

  @Test
  void keepsTheLastResultWhileGitHubIsDown() {
    gitHub.faults().set(Faults.Kind.DOWN);
    requestAfterSixteenMinutes();
    await().until(() -> membership("last_answer").equals("no answer"));

    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.actions()).containsExactly("user.logged_in");
  }

  @Test
  void retriesAMinuteAfterAFailure() {
    gitHub.faults().set(Faults.Kind.DOWN);
    requestAfterSixteenMinutes();
    await().until(() -> membership("last_answer").equals("no answer"));
    gitHub.faults().set(Faults.Kind.NONE);
    TestInstallation.clock().advance(Duration.ofSeconds(61));
    viewer.get("/users");

    await().untilAsserted(() -> assertThat(membership("last_answer")).isEqualTo("active"));
  }

  private void requestAfterSixteenMinutes() {
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    assertThat(viewer.get("/users")).hasStatusOk();
  }

  private void assertRevoked(String cause) {
    await().untilAsserted(() -> assertThat(records.actions()).contains("user.access_revoked"));
    assertThat(records.event("user.access_revoked").payload()).contains(cause);
    assertThat(records.event("user.access_revoked").actor()).isEqualTo("Signalbox");
    assertThat(records.countSessions(Persona.VIEWER)).isZero();
    assertThat(viewer.get("/users")).hasStatus(303);
  }

  private MockBrowser sameSession() {
    MockBrowser same = browsers.open();
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
        .param("id", records.accountId(Persona.VIEWER))
        .query(String.class)
        .single();
  }
}
