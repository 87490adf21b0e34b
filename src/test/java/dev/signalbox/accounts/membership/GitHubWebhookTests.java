package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The GitHub webhook. */
@InstallationTest
class GitHubWebhookTests {

  private final MockMvcTester console;
  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser viewer;

  @Autowired
  GitHubWebhookTests(MockMvcTester console, MockBrowsers browsers, JdbcClient database) {
    this.console = console;
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void revokesAccessOfARemovedMember() {
    assertThat(deliver(removed(AcmeInstallation.ACME), "one")).hasStatusOk();

    assertThat(viewer.get("/users")).hasStatus(303);
    assertThat(records.event("user.access_revoked").payload()).contains("left the organization");
  }

  @Test
  void keepsAccessIfAnotherRequiredOrganizationAdmits() {
    requireBoth();
    MockApiClient client = new MockApiClient(console, MockApiClient.newToken(viewer, "read"));
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME);

    assertThat(deliver(removed(AcmeInstallation.ACME), "one")).hasStatusOk();

    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(client.get("/api/v1/users")).hasStatusOk();
    assertThat(records.actions()).doesNotContain("user.access_revoked");
    assertThat(records.count("membership where organization_id = 9002")).isOne();
  }

  @Test
  void keepsAccessThroughTheOrganizationOfTheSignIn() {
    requireBoth();
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME_LABS);

    deliver(removed(AcmeInstallation.ACME_LABS), "one");

    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.actions()).doesNotContain("user.access_revoked");
  }

  @Test
  void revokesAccessIfNoOtherRequiredOrganizationAdmits() {
    requireBoth();
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME);
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME_LABS);

    deliver(removed(AcmeInstallation.ACME), "one");

    assertThat(viewer.get("/users")).hasStatus(303);
    assertThat(records.event("user.access_revoked").payload()).contains("left the organization");
  }

  @Test
  void doesNotAskTheOrganizationThatTheUserLeft() {
    requireBoth();
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME_LABS);

    // GitHub's API still returns the membership in acme
    deliver(removed(AcmeInstallation.ACME), "one");

    assertThat(viewer.get("/users")).hasStatus(303);
  }

  @Test
  void keepsTheLastResultIfTheOthersCannotBeChecked() {
    requireBoth();
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);

    assertThat(deliver(removed(AcmeInstallation.ACME), "one")).hasStatusOk();

    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.count("membership where last_answer = 'left the organization'")).isOne();
  }

  @Test
  void processesARedeliveryOnce() {
    deliver(removed(AcmeInstallation.ACME), "one");
    viewer.signIn(Persona.VIEWER);

    assertThat(deliver(removed(AcmeInstallation.ACME), "one"))
        .bodyText()
        .isEqualTo("Already processed.");
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.actions()).containsOnlyOnce("user.access_revoked");
  }

  @Test
  void ignoresOrganizationsThatAreNotRequired() {
    assertThat(deliver(removed(AcmeInstallation.GLOBEX), "one"))
        .bodyText()
        .contains("Not a required");

    assertThat(viewer.get("/users")).hasStatusOk();
  }

  @Test
  void ignoresOtherEvents() {
    assertThat(
            post(
                "ping",
                "{\"zen\":\"Keep it simple.\"}",
                signature("{\"zen\":\"Keep it simple.\"}"),
                "one"))
        .hasStatusOk()
        .bodyText()
        .isEqualTo("Ignored.");
  }

  @Test
  void rejectsAWrongSignature() {
    String body = removed(AcmeInstallation.ACME);

    assertThat(post("organization", body, signature(body + " "), "one")).hasStatus(403);
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.count("github_delivery")).isZero();
  }

  @Test
  void rejectsAnUnsignedDelivery() {
    assertThat(post("organization", removed(AcmeInstallation.ACME), "", "one")).hasStatus(403);
    assertThat(viewer.get("/users")).hasStatusOk();
  }

  @Test
  void rejectsMoreThanTwoMegabytes() {
    String tooLong = " ".repeat(2_000_001);

    assertThat(post("organization", tooLong, signature(tooLong), "one")).hasStatus(413);
  }

  @Test
  void rejectsMalformedJson() {
    assertThat(deliver("this is not JSON", "one")).hasStatus(400);
  }

  @Test
  void storesOnlyDeliveriesWithAnEffect() {
    deliver("this is not JSON", "one");
    deliver("{}", "one");
    deliver(removed(AcmeInstallation.GLOBEX), "one");
    deliver(
        TestInstallation.gitHub().memberRemovedEvent(Persona.NEWCOMER, AcmeInstallation.ACME),
        "one");
    assertThat(records.count("github_delivery")).isZero();

    assertThat(deliver(removed(AcmeInstallation.ACME), "one"))
        .bodyText()
        .isEqualTo("Access revoked.");
  }

  @Test
  void rejectsADeliveryWithoutId() {
    assertThat(deliver(removed(AcmeInstallation.ACME), "")).hasStatus(400);
    assertThat(viewer.get("/users")).hasStatusOk();
  }

  @Test
  void ignoresUnknownUsers() {
    String body =
        TestInstallation.gitHub().memberRemovedEvent(Persona.NEWCOMER, AcmeInstallation.ACME);

    assertThat(deliver(body, "one")).hasStatusOk().bodyText().isEqualTo("Unknown user.");
  }

  /** Requires membership in acme or acme-labs. */
  private void requireBoth() {
    database
        .sql(
            """
            insert into registration (anyone, organization_names, organization_ids,
              suspend_new_users, version, saved_by, saved_at)
            values (false, '{acme,acme-labs}', '{9001,9002}', false, 1, 'admin', now())
            """)
        .update();
  }

  private static String removed(AcmeInstallation.Organization organization) {
    return TestInstallation.gitHub().memberRemovedEvent(Persona.VIEWER, organization);
  }

  private MvcTestResult deliver(String body, String delivery) {
    return post("organization", body, signature(body), delivery);
  }

  private MvcTestResult post(String event, String body, String signature, String delivery) {
    return console
        .post()
        .uri("/webhooks/github")
        .contentType("application/json")
        .header("X-GitHub-Event", event)
        .header("X-GitHub-Delivery", delivery)
        .header("X-Hub-Signature-256", signature)
        .content(body)
        .exchange();
  }

  private static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = TestInstallation.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
