package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.accounts.membership.KnownOrganizations.CheckedOrganizations;
import dev.signalbox.accounts.membership.KnownOrganizations.Membership;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stored organizations of users, updated asynchronously after a sign-in. */
@InstallationTest
class KnownOrganizationsTests {

  private final MockBrowsers browsers;
  private final KnownOrganizations organizations;
  private final DatabaseTestClient records;

  @Autowired
  KnownOrganizationsTests(
      MockBrowsers browsers, KnownOrganizations organizations, JdbcClient database) {
    this.browsers = browsers;
    this.organizations = organizations;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void areStoredAfterTheSignIn() {
    browsers.signedIn(Persona.NEWCOMER);

    await().until(() -> known(Persona.NEWCOMER).isPresent());
    assertThat(known(Persona.NEWCOMER).orElseThrow().memberships())
        .extracting(Membership::githubId, Membership::login, Membership::active)
        .containsExactly(tuple(9001L, "acme", true));
  }

  @Test
  void areEmptyForAnUnknownAccount() {
    assertThat(organizations.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void areUpdatedByTheNextCheck() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    awaitCheckOf(Persona.VIEWER);
    assertThat(logins(Persona.VIEWER)).containsExactly("acme", "acme-labs");
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME_LABS);
    TestInstallation.clock().advance(Duration.ofMinutes(16));

    viewer.get("/users");

    await().untilAsserted(() -> assertThat(logins(Persona.VIEWER)).containsExactly("acme"));
    assertThat(known(Persona.VIEWER).orElseThrow().checkedAt())
        .isEqualTo(TestInstallation.clock().instant());
  }

  @Test
  void areCheckedButEmptyForAUserWithoutOrganizations() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    admin.put(
        "/settings/registration",
        new HashMap<>(Map.of("who", "anyone", "organizations", "", "version", "0")));
    TestInstallation.gitHub().leave(Persona.OUTSIDER, AcmeInstallation.GLOBEX);

    browsers.signedIn(Persona.OUTSIDER);

    awaitCheckOf(Persona.OUTSIDER);
    assertThat(known(Persona.OUTSIDER).orElseThrow().memberships()).isEmpty();
  }

  @Test
  void areKeptWhenTheUpdateFails() {
    TestInstallation.gitHub().withdrawScope(Persona.VIEWER, "read:org");
    CheckedOrganizations before = known(Persona.VIEWER).orElseThrow();
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    admin.put(
        "/settings/registration",
        new HashMap<>(Map.of("who", "anyone", "organizations", "", "version", "0")));

    assertThat(browsers.open().signIn(Persona.VIEWER)).isEqualTo("/");

    await().until(() -> TestInstallation.gitHub().countRequests("/user/memberships/orgs") >= 2);
    assertThat(known(Persona.VIEWER)).contains(before);
  }

  private void awaitCheckOf(Persona persona) {
    await()
        .until(
            () ->
                records.count(
                        "membership m join account a on a.id = m.account_id where a.github_id = "
                            + persona.id()
                            + " and m.organizations_checked_at is not null")
                    == 1);
  }

  private List<String> logins(Persona persona) {
    return known(persona).orElseThrow().memberships().stream().map(Membership::login).toList();
  }

  private Optional<CheckedOrganizations> known(Persona persona) {
    return organizations.find(records.accountId(persona));
  }
}
