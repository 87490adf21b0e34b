package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.accounts.membership.KnownOrganizations.Known;
import dev.signalbox.accounts.membership.KnownOrganizations.Membership;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of people's organisations, and that the door does not wait for it. */
@InstallationTest
class KnownOrganizationsTests {

  private final Browsers browsers;
  private final KnownOrganizations organizations;
  private final Books books;

  @Autowired
  KnownOrganizationsTests(
      Browsers browsers, KnownOrganizations organizations, JdbcClient database) {
    this.browsers = browsers;
    this.organizations = organizations;
    this.books = new Books(database);
  }

  @Test
  void areKnownAfterTheSignIn() {
    browsers.signedIn(Persona.NEWCOMER);

    await().until(() -> known(Persona.NEWCOMER).isPresent());
    assertThat(known(Persona.NEWCOMER).orElseThrow().memberships())
        .extracting(Membership::githubId, Membership::login, Membership::active)
        .containsExactly(tuple(9001L, "acme", true));
  }

  @Test
  void areNotKnownOfWhoeverNeverSignedIn() {
    assertThat(organizations.of(UUID.randomUUID())).isEmpty();
  }

  @Test
  void followWhatGitHubSaysAtTheNextLook() {
    Browser viewer = browsers.signedIn(Persona.VIEWER);
    awaitCheckOf(Persona.VIEWER);
    assertThat(logins(Persona.VIEWER)).containsExactly("acme", "acme-labs");
    TestInstallation.gitHub().leave(Persona.VIEWER, Installation.ACME_LABS);
    TestInstallation.clock().advance(Duration.ofMinutes(16));

    viewer.get("/users");

    await().untilAsserted(() -> assertThat(logins(Persona.VIEWER)).containsExactly("acme"));
    assertThat(known(Persona.VIEWER).orElseThrow().checkedAt())
        .isEqualTo(TestInstallation.clock().instant());
  }

  @Test
  void areKnownToBeNoneWhereThereIsNone() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    admin.put(
        "/settings/registration",
        new HashMap<>(Map.of("who", "anyone", "organizations", "", "version", "0")));
    TestInstallation.gitHub().leave(Persona.OUTSIDER, Installation.GLOBEX);

    browsers.signedIn(Persona.OUTSIDER);

    awaitCheckOf(Persona.OUTSIDER);
    assertThat(known(Persona.OUTSIDER).orElseThrow().memberships()).isEmpty();
  }

  @Test
  void stayAsTheyWereWhenGitHubDoesNotTell() {
    TestInstallation.gitHub().dropScope(Persona.VIEWER, "read:org");
    Known before = known(Persona.VIEWER).orElseThrow();
    Browser admin = browsers.signedIn(Persona.ADMIN);
    admin.put(
        "/settings/registration",
        new HashMap<>(Map.of("who", "anyone", "organizations", "", "version", "0")));

    assertThat(browsers.open().signIn(Persona.VIEWER)).isEqualTo("/");

    await().until(() -> TestInstallation.gitHub().requests("/user/memberships/orgs") >= 2);
    assertThat(known(Persona.VIEWER)).contains(before);
  }

  private void awaitCheckOf(Persona persona) {
    await()
        .until(
            () ->
                books.count(
                        "membership m join account a on a.id = m.account_id where a.github_id = "
                            + persona.id()
                            + " and m.organizations_checked_at is not null")
                    == 1);
  }

  private List<String> logins(Persona persona) {
    return known(persona).orElseThrow().memberships().stream().map(Membership::login).toList();
  }

  private Optional<Known> known(Persona persona) {
    return organizations.of(books.id(persona));
  }
}
