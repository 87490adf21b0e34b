package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.validation.MapBindingResult;

/**
 * Two admins act on each other and on many more at the same moment: one of them stays, and none
 * waits for the other for ever. The gate would already stop the slower one, so both are past it.
 */
@InstallationTest
class BulkRaceTests {

  private static final int OTHERS = 8;

  private final SelectionController selections;
  private final Suspension suspension;
  private final RoleChange roles;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  BulkRaceTests(
      SelectionController selections,
      Suspension suspension,
      RoleChange roles,
      JdbcClient database) {
    this.selections = selections;
    this.suspension = suspension;
    this.roles = roles;
    this.database = database;
    this.books = new Books(database);
  }

  /** People are taken by login: both admins come first, so that the two acts meet there. */
  @BeforeEach
  void callTheAdminsFirst() {
    books.set(Persona.ADMIN, "login", "a-1");
    books.set(Persona.SECOND_ADMIN, "login", "a-2");
  }

  @RepeatedTest(5)
  void oneOfTwoAdminsStaysWhoSuspendEachOtherAndMore() throws Exception {
    List<UUID> others = others();

    atOnce(
        () -> suspendAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () -> suspendAll(Persona.SECOND_ADMIN, with(Persona.ADMIN, others).reversed()));

    assertThat(activeAdmins()).isOne();
    // each once, by whoever came first
    assertThat(books.actions()).hasSize(OTHERS + 1).containsOnly("user.suspended");
  }

  @RepeatedTest(5)
  void oneOfTwoAdminsStaysWhoDemoteEachOtherAndMore() throws Exception {
    List<UUID> others = others();

    atOnce(
        () -> demoteAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () -> demoteAll(Persona.SECOND_ADMIN, with(Persona.ADMIN, others).reversed()));

    assertThat(activeAdmins()).isOne();
    assertThat(books.actions()).hasSize(OTHERS + 1).containsOnly("user.role.changed");
  }

  @RepeatedTest(5)
  void oneOfTwoAdminsStaysOfWhomOneSuspendsAndOneDemotes() throws Exception {
    List<UUID> others = others();

    atOnce(
        () -> suspendAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () -> demoteAll(Persona.SECOND_ADMIN, with(Persona.ADMIN, others).reversed()));

    assertThat(activeAdmins()).isOne();
  }

  @RepeatedTest(5)
  void oneOfTwoAdminsStaysOfWhomOneSuspendsManyAndOneDemotesTheOther() throws Exception {
    List<UUID> others = others();

    atOnce(
        () -> suspendAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () ->
            roles.change(
                books.id(Persona.ADMIN), Role.MEMBER, null, operator(Persona.SECOND_ADMIN)));

    assertThat(activeAdmins()).isOne();
  }

  @RepeatedTest(5)
  void oneOfTwoAdminsStaysOfWhomOneDemotesManyAndOneSuspendsTheOther() throws Exception {
    List<UUID> others = others();

    atOnce(
        () -> demoteAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () ->
            suspension.suspend(
                books.id(Persona.ADMIN), operator(Persona.SECOND_ADMIN), "first", null));

    assertThat(activeAdmins()).isOne();
  }

  private String suspendAll(Persona by, List<UUID> people) {
    return selections.suspend(
        form(people),
        new SuspensionForm("first", null),
        new MapBindingResult(new HashMap<>(), "form"),
        operator(by),
        new MockHttpServletResponse(),
        new ExtendedModelMap());
  }

  private String demoteAll(Persona by, List<UUID> people) {
    return selections.giveRole(
        form(people),
        new RoleForm(Role.VIEWER, null),
        new MapBindingResult(new HashMap<>(), "form"),
        operator(by),
        new MockHttpServletResponse(),
        new ExtendedModelMap());
  }

  private static SelectionForm form(List<UUID> people) {
    return new SelectionForm(people.stream().map(UUID::toString).toList(), null);
  }

  private List<UUID> with(Persona admin, List<UUID> others) {
    return Stream.concat(Stream.of(books.id(admin)), others.stream()).toList();
  }

  private List<UUID> others() {
    return database
        .sql(
            "select id from account where role = 'MEMBER' and status = 'ACTIVE'"
                + " order by login limit :others")
        .param("others", OTHERS)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private long activeAdmins() {
    return books.count("account where role = 'ADMIN' and status = 'ACTIVE'");
  }

  private Operator operator(Persona persona) {
    return new Operator(books.id(persona), persona.login(), persona.displayName(), Role.ADMIN);
  }

  /** Both fail the test when they fail, and when they do not end. */
  private static void atOnce(Act one, Act other) throws Exception {
    CountDownLatch ready = new CountDownLatch(2);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> under = new ArrayList<>();
      for (Act act : List.of(one, other)) {
        under.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return act.run();
                }));
      }
      for (Future<?> act : under) {
        act.get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** What one admin does. */
  private interface Act {
    Object run() throws Exception;
  }
}
