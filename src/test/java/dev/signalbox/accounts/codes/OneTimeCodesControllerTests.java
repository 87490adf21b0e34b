package dev.signalbox.accounts.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Creation and revocation of one-time codes. */
@InstallationTest
class OneTimeCodesControllerTests {

  private static final String PATH = "/one-time-codes";

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  OneTimeCodesControllerTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void showsNewCodesOnceAndStoresOnlyHashes() {
    assertThat(admin.get(PATH)).bodyText().contains("No one-time codes");
    assertThat(admin.get("/sessions")).bodyText().contains(PATH);
    assertThat(admin.get(PATH + "/new")).bodyText().contains("Create 8 one-time codes");

    IssuedCodes issued = IssuedCodes.create(admin);

    assertThat(issued.codes()).hasSize(8).doesNotHaveDuplicates();
    assertThat(admin.get(PATH))
        .bodyText()
        .contains("8 of 8")
        .doesNotContain(issued.codes().getFirst());
    assertThat(records.queryForStrings("select to_jsonb(c)::text from one_time_code c"))
        .hasSize(8)
        .allSatisfy(row -> assertThat(row).doesNotContain(codesWithoutDashes(issued)));
    assertThat(records.event("user.one_time_codes.created").payload()).contains("\"codes\":8");
    TestInstallation.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(admin.get(issued.page())).hasStatus(302).hasHeader("Location", PATH);
  }

  @Test
  void showsNewCodesOnlyToTheirOwner() {
    IssuedCodes issued = IssuedCodes.create(admin);

    assertThat(browsers.signedIn(Persona.SECOND_ADMIN).get(issued.page()))
        .hasStatus(302)
        .hasHeader("Location", PATH);
  }

  @Test
  void revokesTheOldCodesWithNewOnes() {
    List<String> old = IssuedCodes.create(admin).codes();
    assertThat(admin.get(PATH + "/new"))
        .bodyText()
        .contains("The 8 one-time codes that you have now can&#39;t be used any more.");
    List<String> current = IssuedCodes.create(admin).codes();

    assertThat(admin.get(PATH)).bodyText().contains("8 of 8");
    assertThat(IssuedCodes.signIn(browsers.open(), "admin", old.getFirst())).hasStatus(422);
    assertThat(IssuedCodes.signIn(browsers.open(), "admin", current.getFirst())).hasStatus(302);
  }

  @Test
  void createsCodesOnceForADoubleClick() {
    String key = UUID.randomUUID().toString();

    String first = MockBrowsers.location(admin.post(PATH, Map.of("form-key", key))).toString();

    assertThat(admin.post(PATH, Map.of("form-key", key))).hasHeader("Location", first);
    assertThat(records.count("one_time_code")).isEqualTo(8);
    assertThat(admin.get(first)).bodyText().contains("Save these codes now");
  }

  @Test
  void revokesCodes() {
    String code = IssuedCodes.create(admin).codes().getFirst();
    assertThat(admin.get(PATH + "/revocation")).bodyText().contains("Revoke 8 one-time codes");

    assertThat(admin.delete(PATH)).hasStatus(302).hasHeader("Location", PATH);

    assertThat(admin.get(PATH)).bodyText().contains("No one-time codes");
    assertThat(records.event("user.one_time_codes.revoked").payload()).contains("8");
    assertThat(IssuedCodes.signIn(browsers.open(), "admin", code)).hasStatus(422);
    assertThat(admin.get(PATH + "/revocation")).hasStatus(302);
  }

  @Test
  void keepsTheCodesOfOtherAdmins() {
    MockBrowser second = browsers.signedIn(Persona.SECOND_ADMIN);
    String code = IssuedCodes.create(second).codes().getFirst();

    IssuedCodes.create(admin);
    admin.delete(PATH);

    assertThat(IssuedCodes.signIn(browsers.open(), "second-admin", code)).hasStatus(302);
  }

  @Test
  void areOffByDefault() {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.createEmpty(), Map.of("signalbox.one-time-codes", ""))) {
      console.reset();
      HttpBrowser guest = HttpBrowser.at(console);
      HttpBrowser browser = HttpBrowser.signedIn(console, Persona.ADMIN);

      assertThat(guest.get("/sign-in").body()).doesNotContain("one-time code");
      assertThat(guest.get("/sign-in/code").statusCode()).isEqualTo(404);
      assertThat(browser.get("/sessions").body()).doesNotContain(PATH);
      assertThat(browser.get("/sign-in/again").body()).doesNotContain("one-time code");
      assertThat(browser.get(PATH).statusCode()).isEqualTo(404);
      assertThat(browser.send("POST", PATH, Map.of()).statusCode()).isEqualTo(404);
      assertThat(browser.send("DELETE", PATH, Map.of()).statusCode()).isEqualTo(404);
    }
  }

  private static String[] codesWithoutDashes(IssuedCodes issued) {
    return issued.codes().stream().map(code -> code.replace("-", "")).toArray(String[]::new);
  }
}
