package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
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
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.validation.MapBindingResult;

/**
 * Concurrent bulk actions of two admins on each other: one of them stays active, and there is no
 * deadlock. Calls the controller directly, because the security filter would stop the slower one.
 */
@InstallationTest
class ConcurrentBulkActionTests {

  private static final int OTHERS = 8;

  private final SelectionController selections;
  private final Suspension suspension;
  private final RoleChange roles;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  ConcurrentBulkActionTests(
      SelectionController selections,
      Suspension suspension,
      RoleChange roles,
      JdbcClient database) {
    this.selections = selections;
    this.suspension = suspension;
    this.roles = roles;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  /** Users are locked by login: with both admins first, the two actions conflict there. */
  @BeforeEach
  void sortTheAdminsFirst() {
    records.setAccountColumn(Persona.ADMIN, "login", "a-1");
    records.setAccountColumn(Persona.SECOND_ADMIN, "login", "a-2");
  }

  @RepeatedTest(5)
  void keepsOneOfTwoAdminsWhoSuspendEachOther() throws Exception {
    List<UUID> others = others();

    runConcurrently(
        () -> suspendAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () -> suspendAll(Persona.SECOND_ADMIN, with(Persona.ADMIN, others).reversed()));

    assertThat(activeAdmins()).isOne();
    // each user is changed once
    assertThat(records.actions()).hasSize(OTHERS + 1).containsOnly("user.suspended");
  }

  @RepeatedTest(5)
  void keepsOneOfTwoAdminsWhoDemoteEachOther() throws Exception {
    List<UUID> others = others();

    runConcurrently(
        () -> demoteAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () -> demoteAll(Persona.SECOND_ADMIN, with(Persona.ADMIN, others).reversed()));

    assertThat(activeAdmins()).isOne();
    assertThat(records.actions()).hasSize(OTHERS + 1).containsOnly("user.role.changed");
  }

  @RepeatedTest(5)
  void keepsOneAdminWhenOneSuspendsAndOneDemotes() throws Exception {
    List<UUID> others = others();

    runConcurrently(
        () -> suspendAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () -> demoteAll(Persona.SECOND_ADMIN, with(Persona.ADMIN, others).reversed()));

    assertThat(activeAdmins()).isOne();
  }

  @RepeatedTest(5)
  void keepsOneAdminOnBulkSuspensionAndDemotion() throws Exception {
    List<UUID> others = others();

    runConcurrently(
        () -> suspendAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () ->
            roles.change(
                records.accountId(Persona.ADMIN),
                Role.MEMBER,
                null,
                operator(Persona.SECOND_ADMIN)));

    assertThat(activeAdmins()).isOne();
  }

  @RepeatedTest(5)
  void keepsOneAdminOnBulkDemotionAndSuspension() throws Exception {
    List<UUID> others = others();

    runConcurrently(
        () -> demoteAll(Persona.ADMIN, with(Persona.SECOND_ADMIN, others)),
        () ->
            suspension.suspend(
                records.accountId(Persona.ADMIN), operator(Persona.SECOND_ADMIN), "first", null));

    assertThat(activeAdmins()).isOne();
  }

  private String suspendAll(Persona by, List<UUID> users) {
    return selections.suspend(
        form(users),
        new SuspensionForm("first", null),
        new MapBindingResult(new HashMap<>(), "form"),
        operator(by),
        new MockHttpServletRequest(),
        new MockHttpServletResponse(),
        new ExtendedModelMap());
  }

  private String demoteAll(Persona by, List<UUID> users) {
    return selections.changeRole(
        form(users),
        new RoleForm(Role.VIEWER, null),
        new MapBindingResult(new HashMap<>(), "form"),
        operator(by),
        new MockHttpServletRequest(),
        new MockHttpServletResponse(),
        new ExtendedModelMap());
  }

  private static SelectionForm form(List<UUID> users) {
    return new SelectionForm(users.stream().map(UUID::toString).toList(), null);
  }

  private List<UUID> with(Persona admin, List<UUID> others) {
    return Stream.concat(Stream.of(records.accountId(admin)), others.stream()).toList();
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
    return records.count("account where role = 'ADMIN' and status = 'ACTIVE'");
  }

  private Operator operator(Persona persona) {
    return new Operator(
        records.accountId(persona), persona.login(), persona.displayName(), Role.ADMIN);
  }

  /** Runs both actions concurrently; fails if one fails or does not end within 30 s. */
  private static void runConcurrently(Action one, Action other) throws Exception {
    CountDownLatch ready = new CountDownLatch(2);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Action action : List.of(one, other)) {
        running.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return action.run();
                }));
      }
      for (Future<?> action : running) {
        action.get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** An action of one admin. */
  private interface Action {
    Object run() throws Exception;
  }
}
