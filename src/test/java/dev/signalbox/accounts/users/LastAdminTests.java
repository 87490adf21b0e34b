package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last active admin cannot be suspended or demoted. */
@InstallationTest
class LastAdminTests {

  private final Suspension suspension;
  private final RoleChange roles;
  private final DatabaseTestClient records;

  @Autowired
  LastAdminTests(Suspension suspension, RoleChange roles, JdbcClient database) {
    this.suspension = suspension;
    this.roles = roles;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void refusesToSuspendTheLastAdmin() {
    records.setAccountColumn(Persona.SECOND_ADMIN, "role", "MEMBER");

    assertThat(
            suspension.suspend(
                records.accountId(Persona.ADMIN), operator(Persona.VIEWER), "why not", null))
        .isInstanceOf(SuspensionOutcome.LastAdmin.class);
    assertThat(records.accountColumn(Persona.ADMIN, "status")).isEqualTo("ACTIVE");
    assertThat(records.events()).isEmpty();
  }

  @Test
  void ignoresSuspendedAdmins() {
    records.setAccountColumn(Persona.SECOND_ADMIN, "status", "SUSPENDED");

    assertThat(
            roles.change(
                records.accountId(Persona.ADMIN), Role.VIEWER, null, operator(Persona.VIEWER)))
        .isInstanceOf(RoleOutcome.LastAdmin.class);
  }

  @RepeatedTest(3)
  void keepsOneOfTwoAdminsWhoSuspendEachOther() throws Exception {
    List<SuspensionOutcome> outcomes =
        atOnce(
            () -> suspend(Persona.ADMIN, Persona.SECOND_ADMIN),
            () -> suspend(Persona.SECOND_ADMIN, Persona.ADMIN));

    assertThat(outcomes).hasAtLeastOneElementOfType(SuspensionOutcome.Done.class);
    assertThat(outcomes).hasAtLeastOneElementOfType(SuspensionOutcome.LastAdmin.class);
    assertThat(records.count("account where role = 'ADMIN' and status = 'ACTIVE'")).isOne();
    assertThat(records.actions()).containsExactly("user.suspended");
  }

  @RepeatedTest(3)
  void keepsOneAdminWhenOneSuspendsAndOneDemotes() throws Exception {
    List<Object> outcomes =
        atOnce(
            () -> suspend(Persona.ADMIN, Persona.SECOND_ADMIN),
            () ->
                roles.change(
                    records.accountId(Persona.ADMIN),
                    Role.MEMBER,
                    null,
                    operator(Persona.SECOND_ADMIN)));

    assertThat(outcomes)
        .anyMatch(
            o -> o instanceof SuspensionOutcome.LastAdmin || o instanceof RoleOutcome.LastAdmin);
    assertThat(records.count("account where role = 'ADMIN' and status = 'ACTIVE'")).isOne();
  }

  private SuspensionOutcome suspend(Persona by, Persona target) {
    return suspension.suspend(records.accountId(target), operator(by), "first", null);
  }

  private Operator operator(Persona persona) {
    return new Operator(
        records.accountId(persona), persona.login(), persona.displayName(), Role.ADMIN);
  }

  private static <T> List<T> atOnce(Callable<? extends T> one, Callable<? extends T> other)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> first = pool.submit(() -> after(start, one));
      Future<T> second = pool.submit(() -> after(start, other));
      return List.of(first.get(), second.get());
    }
  }

  private static <T> T after(CyclicBarrier start, Callable<? extends T> work) throws Exception {
    start.await();
    return work.call();
  }
}
