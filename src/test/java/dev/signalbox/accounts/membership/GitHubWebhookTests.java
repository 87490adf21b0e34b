package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
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

/** GitHub's word that somebody left. */
@InstallationTest
class GitHubWebhookTests {

  private final MockMvcTester console;
  private final Browsers browsers;
  private final Books books;
  private Browser viewer;

  @Autowired
  GitHubWebhookTests(MockMvcTester console, Browsers browsers, JdbcClient database) {
    this.console = console;
    this.browsers = browsers;
    this.books = new Books(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void cutsAccessOfWhoeverWasRemoved() {
    assertThat(deliver(removed(Installation.ACME), "one")).hasStatusOk();

    assertThat(viewer.get("/users")).hasStatus(303);
    assertThat(books.event("user.access_revoked").payload()).contains("left the organisation");
  }

  @Test
  void actsOnceOnADeliveryThatIsRepeated() {
    deliver(removed(Installation.ACME), "one");
    viewer.signIn(Persona.VIEWER);

    assertThat(deliver(removed(Installation.ACME), "one")).bodyText().isEqualTo("Known already.");
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(books.actions()).containsOnlyOnce("user.access_revoked");
  }

  @Test
  void ignoresOrganisationsThatAreNotRequired() {
    assertThat(deliver(removed(Installation.GLOBEX), "one")).bodyText().contains("Not one of ours");

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
        .isEqualTo("Nothing to do.");
  }

  @Test
  void believesNoWrongSignature() {
    String body = removed(Installation.ACME);

    assertThat(post("organization", body, signature(body + " "), "one")).hasStatus(403);
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(books.count("github_delivery")).isZero();
  }

  @Test
  void believesNothingUnsigned() {
    assertThat(post("organization", removed(Installation.ACME), "", "one")).hasStatus(403);
    assertThat(viewer.get("/users")).hasStatusOk();
  }

  @Test
  void readsNoMoreThanTwoMegabytes() {
    String long_ = " ".repeat(2_000_001);

    assertThat(post("organization", long_, signature(long_), "one")).hasStatus(413);
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThat(deliver("this is not JSON", "one")).hasStatus(400);
  }

  @Test
  void knowsNobodyWhoNeverCame() {
    String body = TestInstallation.gitHub().memberRemoved(Persona.NEWCOMER, Installation.ACME);

    assertThat(deliver(body, "one")).hasStatusOk().bodyText().isEqualTo("Nobody we know.");
  }

  private static String removed(Installation.Organization organization) {
    return TestInstallation.gitHub().memberRemoved(Persona.VIEWER, organization);
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
