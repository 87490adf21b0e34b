package dev.signalbox.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Concurrent requests of one user and of several, over HTTP. */
@Tag("integration")
class ConcurrencyTests {

  private final RunningConsole console = RunningConsole.shared();
  private final DatabaseTestClient records = new DatabaseTestClient(console.database());

  @Test
  void answersParallelTabsOfAFreshSession() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      HttpBrowser first = HttpBrowser.signedIn(console, Persona.ADMIN);

      atOnce(6, number -> () -> first.newTab().get("/sessions").statusCode())
          .forEach(statuses::add);
    }

    assertThat(statuses).hasSize(60);
    assertThat(Set.copyOf(statuses)).containsExactly(200);
  }

  @Test
  void acceptsTheFormOfEachParallelTab() throws Exception {
    HttpBrowser first = HttpBrowser.signedIn(console, Persona.ADMIN);
    List<HttpBrowser> tabs = Stream.generate(first::newTab).limit(6).toList();
    atOnce(6, number -> () -> tabs.get(number).get("/sessions").statusCode());

    assertThat(tabs)
        .allSatisfy(
            tab ->
                assertThat(HttpBrowser.location(tab.send("DELETE", "/sessions", Map.of())))
                    .isEqualTo("/sessions"));
  }

  @Test
  void admitsParallelSignInsOfOneUser() throws Exception {
    int before = signIns();
    List<String> targets = new ArrayList<>();
    for (int round = 0; round < 15; round++) {
      targets.addAll(atOnce(2, number -> () -> signIn(Persona.VIEWER)));
    }

    assertThat(targets).hasSize(30).containsOnly("/");
    assertThat(signIns()).isEqualTo(before + 30);
  }

  @Test
  void createsOneAccountForParallelFirstSignIns() throws Exception {
    List<String> targets = atOnce(8, number -> () -> signIn(Persona.NEWCOMER));

    assertThat(targets).containsOnly("/");
    assertThat(records.accountColumn(Persona.NEWCOMER, "sign_ins")).isEqualTo("8");
    assertThat(Collections.frequency(records.actions(), "user.create")).isOne();
  }

  @Test
  void admitsManySignInsOfSeveralUsers() throws Exception {
    List<Persona> users =
        List.of(Persona.ADMIN, Persona.SECOND_ADMIN, Persona.VIEWER, Persona.MEMBER);

    List<List<String>> targets =
        atOnce(
            20,
            number ->
                () ->
                    IntStream.range(0, 10)
                        .mapToObj(round -> signIn(users.get(number % users.size())))
                        .toList());

    assertThat(targets)
        .hasSize(20)
        .allSatisfy(own -> assertThat(own).hasSize(10).containsOnly("/"));
    assertThat(Collections.frequency(records.actions(), "user.logged_in")).isEqualTo(200);
  }

  @Test
  void suspendsAUserWhoKeepsSigningIn() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    String user = "/users/" + records.accountId(Persona.VIEWER);

    whileSigningIn(
        Persona.VIEWER,
        () -> {
          for (int round = 0; round < 12; round++) {
            String suspension = user + "/suspension";
            assertThat(
                    HttpBrowser.location(admin.send("POST", suspension, Map.of("reason", "load"))))
                .isEqualTo(user);
            assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("SUSPENDED");
            assertThat(
                    records.count(
                        "console_session c join account a on a.id = c.account_id"
                            + " where a.login = 'viewer' and c.epoch = a.epoch"))
                .isZero();
            assertThat(HttpBrowser.location(admin.send("DELETE", suspension, Map.of())))
                .isEqualTo(user);
          }
        });

    assertThat(Collections.frequency(records.actions(), "user.suspended")).isEqualTo(12);
  }

  @Test
  void changesTheRoleOfAUserWhoKeepsSigningIn() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    String user = "/users/" + records.accountId(Persona.VIEWER);

    whileSigningIn(
        Persona.VIEWER,
        () -> {
          for (int round = 0; round < 12; round++) {
            String role = round % 2 == 0 ? "MEMBER" : "VIEWER";
            assertThat(
                    HttpBrowser.location(admin.send("PUT", user + "/role", Map.of("role", role))))
                .isEqualTo(user);
            assertThat(records.accountColumn(Persona.VIEWER, "role")).isEqualTo(role);
          }
        });
  }

  @Test
  void keepsOneOfTwoAdminsWhoSuspendEachOther() throws Exception {
    List<Persona> admins = List.of(Persona.ADMIN, Persona.SECOND_ADMIN);
    List<HttpBrowser> browsers =
        admins.stream().map(admin -> HttpBrowser.signedIn(console, admin)).toList();
    browsers.forEach(browser -> browser.get("/sessions"));

    List<HttpResponse<String>> responses =
        atOnce(
            2,
            number ->
                () ->
                    browsers
                        .get(number)
                        .send(
                            "POST",
                            "/users/" + records.accountId(admins.get(1 - number)) + "/suspension",
                            Map.of("reason", "first")));

    assertThat(responses).allSatisfy(one -> assertThat(one.statusCode()).isBetween(200, 403));
    assertThat(records.count("account where role = 'ADMIN' and status = 'ACTIVE'")).isOne();
  }

  @Test
  void suspendsAUserOnceForTwoAdmins() throws Exception {
    String user = "/users/" + records.accountId(Persona.VIEWER);
    List<HttpBrowser> admins =
        Stream.of(Persona.ADMIN, Persona.SECOND_ADMIN)
            .map(admin -> HttpBrowser.signedIn(console, admin))
            .toList();

    List<String> targets =
        atOnce(
            2,
            number ->
                () ->
                    HttpBrowser.location(
                        admins
                            .get(number)
                            .send("POST", user + "/suspension", Map.of("reason", "both"))));

    assertThat(targets).containsOnly(user);
    assertThat(Collections.frequency(records.actions(), "user.suspended")).isOne();
  }

  private int signIns() {
    return console
        .database()
        .sql("select sign_ins from account where github_id = :id")
        .param("id", Persona.VIEWER.id())
        .query(Integer.class)
        .single();
  }

  private String signIn(Persona persona) {
    return HttpBrowser.at(console).signIn(persona);
  }

  /** Runs an action while the user signs in continuously in four browsers. */
  private void whileSigningIn(Persona persona, Runnable action) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> loops =
          IntStream.range(0, 4)
              .mapToObj(
                  number ->
                      pool.submit(
                          () -> {
                            List<String> targets = new ArrayList<>();
                            while (!done.get()) {
                              targets.add(signIn(persona));
                            }
                            return targets;
                          }))
              .toList();
      try {
        action.run();
      } finally {
        done.set(true);
      }
      for (Future<List<String>> loop : loops) {
        assertThat(loop.get(30, TimeUnit.SECONDS)).isSubsetOf("/", "/sign-in/refused");
      }
    }
  }

  /** Runs tasks at the same time and returns their results. */
  private static <T> List<T> atOnce(int tasks, TaskSource<T> source) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.range(0, tasks)
              .mapToObj(
                  number ->
                      pool.submit(
                          () -> {
                            start.await();
                            return source.task(number).call();
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> task : running) {
        results.add(task.get(60, TimeUnit.SECONDS));
      }
      return results;
    }
  }

  /** Creates the task with a number. */
  private interface TaskSource<T> {
    Callable<T> task(int number);
  }
}
