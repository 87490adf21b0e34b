package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowsers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@InstallationTest
class AccessRevocationTests {

  private final AccessRevocation revocation;
  private final AccountService accounts;
  private final TransactionTemplate transaction;
  private final MockBrowsers browsers;
  private final DatabaseTestClient records;

  @Autowired
  AccessRevocationTests(
      AccessRevocation revocation,
      AccountService accounts,
      TransactionTemplate transaction,
      MockBrowsers browsers,
      JdbcClient database) {
    this.revocation = revocation;
    this.accounts = accounts;
    this.transaction = transaction;
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
  }

  /** Suspensions and role changes lock the active admins, then the user. */
  @Test
  void waitsForASuspensionWithoutADeadlock() throws Exception {
    List.of(Persona.VIEWER, Persona.SECOND_ADMIN).forEach(browsers::signedIn);
    UUID viewer = records.accountId(Persona.VIEWER);
    List<UUID> users = List.of(viewer, records.accountId(Persona.SECOND_ADMIN));
    List<CompletableFuture<Void>> revoked = new ArrayList<>();

    transaction.executeWithoutResult(
        status -> {
          accounts.lockActiveAdmins();
          revoked.add(
              CompletableFuture.runAsync(() -> revocation.revokeAll(users, "registration rules")));
          await()
              .until(
                  () ->
                      records.count(
                              "pg_stat_activity where datname = current_database()"
                                  + " and wait_event_type = 'Lock'")
                          > 0);
          assertThat(accounts.lock(viewer)).isPresent();
        });
    revoked.getFirst().get(30, TimeUnit.SECONDS);

    assertThat(Collections.frequency(records.actions(), "user.access_revoked")).isEqualTo(2);
  }
}
