package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.accounts.codes.IssuedCodes;
import dev.signalbox.accounts.codes.OneTimeCodeSignIn;
import dev.signalbox.accounts.codes.OneTimeCodeSignIn.Outcome;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import jakarta.servlet.http.Cookie;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Sign-in with a one-time code while GitHub does not respond. */
@InstallationTest
class OneTimeCodeControllerTests {

  private static final String REFUSED = "Sign-in refused. The login or the code is wrong";

  private final MockBrowsers browsers;
  private final OneTimeCodeSignIn signIn;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private List<String> codes = List.of();

  @Autowired
  OneTimeCodeControllerTests(MockBrowsers browsers, OneTimeCodeSignIn signIn, JdbcClient database) {
    this.browsers = browsers;
    this.signIn = signIn;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @BeforeEach
  void createCodesBeforeTheOutage() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    codes = IssuedCodes.create(admin).codes();
    admin.post("/sign-out", Map.of());
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
  }

  @Test
  void signsInDuringAnOutageAndRecordsIt() {
    MockBrowser browser = browsers.open();

    assertThat(signIn(browser, 0)).hasStatus(302).hasHeader("Location", "/users");

    assertThat(browser.get("/users")).hasStatusOk();
    assertThat(records.event("user.one_time_code.used"))
        .satisfies(event -> assertThat(event.actor()).isEqualTo("admin"))
        .satisfies(event -> assertThat(event.payload()).contains("\"codes_remaining\":7"));
    assertThat(
            records.queryForStrings(
                "select metadata->>'address' from audit_event"
                    + " where action = 'user.one_time_code.used'"))
        .containsExactly("127.0.0.1");
    assertThat(browser.get("/one-time-codes")).bodyText().contains("7 of 8");
  }

  @Test
  void acceptsAnotherSpellingOfCodeAndLogin() {
    assertThat(
            IssuedCodes.signIn(
                browsers.open(),
                " Admin ",
                codes.getFirst().toLowerCase(Locale.ROOT).replace('-', ' ')))
        .hasStatus(302);
  }

  @Test
  void worksOnce() {
    assertThat(signIn(browsers.open(), 0)).hasStatus(302);
    assertThat(signIn(browsers.open(), 0)).hasStatus(422).bodyText().contains(REFUSED);
    assertThat(signIn(browsers.open(), 1)).hasStatus(302);
  }

  @Test
  void worksOnceForSimultaneousRequests() throws Exception {
    for (int round = 0; round < 4; round++) {
      String code = codes.get(round);
      CyclicBarrier start = new CyclicBarrier(6);
      try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
        List<Future<Outcome>> outcomes =
            IntStream.range(0, 6)
                .mapToObj(
                    number ->
                        threads.submit(
                            () -> {
                              start.await();
                              return signIn.signIn("admin", code, "192.0.2.7");
                            }))
                .toList();
        int signedIn = 0;
        for (Future<Outcome> outcome : outcomes) {
          signedIn += outcome.get() instanceof Outcome.SignedIn ? 1 : 0;
        }
        assertThat(signedIn).isOne();
      }
    }
  }

  @Test
  void limitsAttemptsPerAddress() {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.createEmpty(), Map.of("signalbox.rate-limit", "2"))) {
      OneTimeCodeSignIn limited = console.bean(OneTimeCodeSignIn.class);
      String code = codes.getFirst();
      limited.signIn("admin", code, "192.0.2.1");
      limited.signIn("viewer", code, "192.0.2.1");

      assertThat(limited.signIn("member", code, "192.0.2.1"))
          .isInstanceOf(Outcome.TooManyAttempts.class);
      // wrong codes of others do not keep an admin out
      assertThat(limited.signIn("admin", code, "192.0.2.2")).isEqualTo(new Outcome.Refused());
      HttpBrowser browser = HttpBrowser.at(console);
      limited.signIn("admin", code, "127.0.0.1");
      limited.signIn("admin", code, "127.0.0.1");
      browser.get("/sign-in/code");
      HttpResponse<String> response =
          browser.send("POST", "/sign-in/code", Map.of("login", "admin", "code", code));
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
  }

  /** The responses must not reveal whether there is such a user. */
  @Test
  void refusesEverythingElseWithTheSameMessage() {
    String wrong = codes.getFirst().replace('A', 'B').replace('0', '1') + "X";
    MvcTestResult wrongCode = IssuedCodes.signIn(browsers.open(), "admin", wrong);
    MvcTestResult unknownUser = IssuedCodes.signIn(browsers.open(), "unknown", codes.getFirst());
    MvcTestResult otherUser = IssuedCodes.signIn(browsers.open(), "second-admin", codes.getFirst());

    assertThat(List.of(wrongCode, unknownUser, otherUser))
        .allSatisfy(response -> assertThat(response).hasStatus(422).bodyText().contains(REFUSED));
    assertThat(wrongCode).bodyText().contains("value=\"admin\"", "aria-invalid=\"true\"");
    assertThat(records.events())
        .filteredOn(event -> event.action().equals("user.sign_in.refused"))
        .extracting(DatabaseTestClient.Event::target, DatabaseTestClient.Event::success)
        .containsExactlyInAnyOrder(
            tuple("admin", false), tuple("unknown login", false), tuple("second-admin", false));
    assertThat(signIn(browsers.open(), 0)).hasStatus(302);
  }

  @ParameterizedTest
  @CsvSource({
    "status, SUSPENDED",
    "role, VIEWER",
    "status, INACTIVE",
    // access was revoked
    "epoch, 77"
  })
  void refusesAnAccountThatIsNoActiveAdmin(String column, String value) {
    records.setAccountColumn(Persona.ADMIN, column, value);

    assertThat(signIn(browsers.open(), 0)).hasStatus(422).bodyText().contains(REFUSED);
  }

  @Test
  void refusesAnExpiredCode() {
    database
        .sql("update one_time_code set expires_at = expires_at - interval '180 days 1 second'")
        .update();

    assertThat(signIn(browsers.open(), 0)).hasStatus(422).bodyText().contains(REFUSED);
  }

  @Test
  void refusesAUserWhoLeftTheOrganizationIfGitHubResponds() {
    TestInstallation.gitHub().faults().set(Faults.Kind.NONE);
    TestInstallation.gitHub().leave(Persona.ADMIN, AcmeInstallation.ACME);
    TestInstallation.gitHub().leave(Persona.ADMIN, AcmeInstallation.ACME_LABS);

    assertThat(signIn(browsers.open(), 0)).hasStatus(422).bodyText().contains(REFUSED);
    assertThat(records.actions()).contains("user.access_revoked");
  }

  @Test
  void requiresBothFields() {
    MockBrowser browser = browsers.open();

    assertThat(IssuedCodes.signIn(browser, " ", ""))
        .hasStatus(422)
        .bodyText()
        .contains("Enter your GitHub login.", "Enter a code.");
  }

  @Test
  void requiresTheTokenOfTheForm() {
    MockBrowser browser = browsers.open();
    browser.get("/sign-in/code");

    assertThat(
            browser.send(
                HttpMethod.POST,
                "/sign-in/code",
                request ->
                    request
                        .param("_csrf", "another")
                        .param("login", "admin")
                        .param("code", codes.getFirst())))
        .hasStatus(303);
    assertThat(signIn(browser, 0)).hasStatus(302);
  }

  @Test
  void createsNoSessionForAVisitorOfTheForm() {
    long before = records.count("spring_session");

    browsers.open().get("/sign-in/code");
    IssuedCodes.signIn(browsers.open(), "admin", "wrong");

    assertThat(records.count("spring_session")).isEqualTo(before);
  }

  @Test
  void showsABannerOnEveryPage() {
    MockBrowser browser = browsers.open();
    signIn(browser, 0);

    for (String page : List.of("/", "/users", "/sessions", "/audit")) {
      assertThat(browser.get(page))
          .bodyText()
          .contains("You signed in with a one-time code at ", "This session ends at ");
    }
  }

  @Test
  void endsAfterAnHourDespiteActivity() {
    MockBrowser browser = browsers.open();
    signIn(browser, 0);
    TestInstallation.clock().advance(Duration.ofMinutes(29));
    assertThat(browser.get("/users")).hasStatusOk();
    TestInstallation.clock().advance(Duration.ofMinutes(29));
    assertThat(browser.get("/users")).hasStatusOk();
    TestInstallation.clock().advance(Duration.ofMinutes(2));

    MvcTestResult response = browser.get("/users");
    assertThat(response).hasStatus(303);
    assertThat(MockBrowsers.location(response).toString()).contains("because=code-expired");
  }

  @Test
  void issuesAnAccessPassThatEndsWithTheSession() {
    signIn(browsers.open(), 0);

    assertThat(
            records.queryForStrings(
                """
                select (p.expires_at = c.ends_at)::text from access_pass p
                join console_session c on c.primary_id = p.session_id
                """))
        .containsExactly("true");
  }

  /** The membership was confirmed days ago. */
  @Test
  void hasFullAccessWithoutConfirmationFromGitHub() {
    database.sql("update membership set confirmed_at = confirmed_at - interval '3 days'").update();
    MockBrowser browser = browsers.open();
    signIn(browser, 0);

    assertThat(browser.get("/users")).hasStatusOk();
    // a check starts now and fails
    await().until(() -> records.count("membership where last_answer <> 'active'") == 1);
    assertThat(browser.get("/users")).hasStatusOk().bodyText().doesNotContain("Read-only");
    assertThat(browser.get("/settings/registration/edit")).hasStatusOk();
  }

  @Test
  void endsAtOnceWithASuspension() {
    TestInstallation.gitHub().faults().set(Faults.Kind.NONE);
    MockBrowser second = browsers.signedIn(Persona.SECOND_ADMIN);
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    MockBrowser browser = browsers.open();
    signIn(browser, 0);
    assertThat(browser.get("/users")).hasStatusOk();

    second.post(
        "/users/" + records.accountId(Persona.ADMIN) + "/suspension",
        Map.of("reason", "a lost phone"));

    assertThat(browser.get("/users")).hasStatus(303);
    assertThat(signIn(browsers.open(), 1)).hasStatus(422);
  }

  @Test
  void marksEventsOfTheSession() {
    MockBrowser browser = browsers.open();
    signIn(browser, 0);
    browser.get("/sessions");
    browser.post(
        "/users/" + records.accountId(Persona.VIEWER) + "/suspension",
        Map.of("reason", "a lost phone"));

    assertThat(
            records.queryForStrings(
                "select metadata->>'confirmation' from audit_event"
                    + " where action = 'user.suspended' and actor_id <> actor_name"))
        .containsExactly("one-time code");
  }

  @Test
  void requiresASecondCodeForReauthentication() {
    MockBrowser browser = browsers.open();
    signIn(browser, 0);
    String form = "/settings/registration/edit";
    assertThat(browser.get(form)).hasStatusOk();
    TestInstallation.clock().advance(Duration.ofMinutes(11));
    assertThat(browser.get(form)).hasStatus(303);
    assertThat(browser.get("/sign-in/again"))
        .bodyText()
        .contains("/sign-in/code")
        .doesNotContain("/sign-in/unconfirmed");
    assertThat(browser.get("/sign-in/unconfirmed")).hasStatus(404);
    Cookie before = (Cookie) Objects.requireNonNull(browser.cookies().get("signalbox")).clone();

    assertThat(signIn(browser, 1)).hasStatus(302);

    assertThat(browser.get(form)).hasStatusOk();
    assertThat(browser.cookies().get("signalbox").getValue()).isNotEqualTo(before.getValue());
    assertThat(records.countSessions(Persona.ADMIN)).isOne();
  }

  @ParameterizedTest
  @CsvSource({"/one-time-codes/new", "/tokens/new"})
  void createsNoCredentials(String form) {
    MockBrowser browser = browsers.open();
    signIn(browser, 0);

    assertThat(browser.get(form)).hasStatus(303);
    browser.get("/sessions");
    assertThat(browser.post("/one-time-codes", Map.of())).hasStatus(303);
    assertThat(browser.post("/tokens", Map.of("name", "a"))).hasStatus(303);
    assertThat(records.count("one_time_code")).isEqualTo(8);
  }

  @Test
  void asksOtherAdminsToReviewIt() {
    signIn(browsers.open(), 0);
    MockBrowser browser = browsers.open();
    signIn(browser, 1);
    assertThat(browser.get("/"))
        .bodyText()
        .contains("admin signed in with 2 one-time codes", "GitHub does not respond.");
    TestInstallation.gitHub().faults().set(Faults.Kind.NONE);

    MockBrowser second = browsers.signedIn(Persona.SECOND_ADMIN);

    assertThat(second.get("/"))
        .bodyText()
        .contains("admin signed in with 2 one-time codes", "Review what was done.");
    String link =
        MockBrowser.body(second.get("/"))
            .replaceFirst("(?s).*\"(/audit\\?actor=admin[^\"]+)\".*", "$1");
    assertThat(second.get(link.replace("&amp;", "&")))
        .bodyText()
        .contains("signed in with a one-time code");
    database.sql("update one_time_code set used_at = used_at - interval '8 days'").update();
    assertThat(browsers.signedIn(Persona.SECOND_ADMIN).get("/"))
        .bodyText()
        .doesNotContain("one-time codes,");
  }

  @Test
  void isOfferedOnTheSignInPage() {
    TestInstallation.gitHub().faults().set(Faults.Kind.NONE);
    browsers.signedIn(Persona.VIEWER);
    assertThat(browsers.open().get("/sign-in?to=/users"))
        .bodyText()
        .contains("/sign-in/code?to=/users")
        .doesNotContain("GitHub has not answered");
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);

    MockBrowser browser = browsers.open();
    String refused = MockBrowsers.location(callback(browser)).toString();

    assertThat(browser.get(refused)).hasStatus(503).bodyText().contains("/sign-in/code");
    assertThat(browsers.open().get("/sign-in"))
        .bodyText()
        .contains("GitHub has not answered since ");
  }

  @Test
  void answersHead() {
    assertThat(browsers.open().send(HttpMethod.HEAD, "/sign-in/code", request -> request))
        .hasStatusOk();
  }

  private static MvcTestResult callback(MockBrowser browser) {
    String state =
        MockBrowsers.location(browser.get("/sign-in/github"))
            .getRawQuery()
            .replaceFirst(".*state=([^&]+).*", "$1");
    return browser.get("/sign-in/callback?code=any&state=" + state);
  }

  private MvcTestResult signIn(MockBrowser browser, int number) {
    return IssuedCodes.signIn(browser, "admin", codes.get(number));
  }
}
