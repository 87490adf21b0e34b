package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwnerResolver;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of a session apply to its open streams. */
@InstallationTest
class CurrentOperatorTests {

  private final StreamOwnerResolver owners;
  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  CurrentOperatorTests(StreamOwnerResolver owners, MockBrowsers browsers, JdbcClient database) {
    this.owners = owners;
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void keepsTheStreamsOfAValidSession() {
    assertThat(isAuthorized(viewer())).isTrue();
  }

  @Test
  void endsStreamsAfterARoleChange() {
    StreamOwner viewer = viewer();
    records.setAccountColumn(Persona.VIEWER, "role", "MEMBER");

    assertThat(isAuthorized(viewer)).isFalse();
  }

  @Test
  void endsStreamsAfterFourHoursWithoutConfirmation() {
    StreamOwner viewer = viewer();
    lastConfirmed("4 hours 1 second");

    assertThat(isAuthorized(viewer)).isFalse();
  }

  @Test
  void checksTheMembershipOfAUserWhoOnlyWatches() {
    StreamOwner viewer = viewer();
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME);
    lastConfirmed("16 minutes");

    await().until(() -> !isAuthorized(viewer));
  }

  private void lastConfirmed(String ago) {
    database
        .sql(
            "update membership set confirmed_at = confirmed_at - cast(:ago as interval),"
                + " asked_at = asked_at - cast(:ago as interval)")
        .param("ago", ago)
        .update();
  }

  private boolean isAuthorized(StreamOwner owner) {
    return owners.stillAuthorized(Set.of(owner)).contains(owner);
  }

  private StreamOwner viewer() {
    browsers.signedIn(Persona.VIEWER);
    String session =
        database.sql("select primary_id from console_session").query(String.class).single();
    return new StreamOwner(records.accountId(Persona.VIEWER), session, "VIEWER");
  }
}
