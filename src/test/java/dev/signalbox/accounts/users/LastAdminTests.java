package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
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

/** There is always somebody who may change something. */
@InstallationTest
class LastAdminTests {

  private final Suspension suspension;
  private final RoleChange roles;
  private final Books books;

  @Autowired
  LastAdminTests(Suspension suspension, RoleChange roles, JdbcClient database) {
    this.suspension = suspension;
    this.roles = roles;
    this.books = new Books(database);
  }

  @Test
  void refusesToSuspendTheLastAdmin() {
    books.set(Persona.SECOND_ADMIN, "role", "MEMBER");

    assertThat(
            suspension.suspend(books.id(Persona.ADMIN), operator(Persona.VIEWER), "why not", null))
        .isInstanceOf(SuspensionOutcome.LastAdmin.class);
    assertThat(books.account(Persona.ADMIN, "status")).isEqualTo("ACTIVE");
    assertThat(books.events()).isEmpty();
  }

  @Test
  void countsNoAdminWhoIsSuspended() {
    books.set(Persona.SECOND_ADMIN, "status", "SUSPENDED");

    assertThat(roles.change(books.id(Persona.ADMIN), Role.VIEWER, null, operator(Persona.VIEWER)))
        .isInstanceOf(RoleOutcome.LastAdmin.class);
  }

  @RepeatedTest(3)
  void letsOneOfTwoAdminsWinWhoSuspendEachOther() throws Exception {
    List<SuspensionOutcome> outcomes =
        atOnce(
            () -> suspend(Persona.ADMIN, Persona.SECOND_ADMIN),
            () -> suspend(Persona.SECOND_ADMIN, Persona.ADMIN));

    assertThat(outcomes).hasAtLeastOneElementOfType(SuspensionOutcome.Done.class);
    assertThat(outcomes).hasAtLeastOneElementOfType(SuspensionOutcome.LastAdmin.class);
    assertThat(books.count("account where role = 'ADMIN' and status = 'ACTIVE'")).isOne();
    assertThat(books.actions()).containsExactly("user.suspended");
  }

  @RepeatedTest(3)
  void letsOneOfTwoAdminsWinOfWhomOneSuspendsAndOneDemotes() throws Exception {
    List<Object> outcomes =
        atOnce(
            () -> suspend(Persona.ADMIN, Persona.SECOND_ADMIN),
            () ->
                roles.change(
                    books.id(Persona.ADMIN), Role.MEMBER, null, operator(Persona.SECOND_ADMIN)));

    assertThat(outcomes)
        .anyMatch(
            o -> o instanceof SuspensionOutcome.LastAdmin || o instanceof RoleOutcome.LastAdmin);
    assertThat(books.count("account where role = 'ADMIN' and status = 'ACTIVE'")).isOne();
  }

  private SuspensionOutcome suspend(Persona by, Persona whom) {
    return suspension.suspend(books.id(whom), operator(by), "first", null);
  }

  private Operator operator(Persona persona) {
    return new Operator(books.id(persona), persona.login(), persona.displayName(), Role.ADMIN);
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
