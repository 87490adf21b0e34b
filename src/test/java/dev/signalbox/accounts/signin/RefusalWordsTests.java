package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.signin.Refusal.Cause;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.core.OAuth2Error;

/** The cause and the cure of each refusal, as the page tells them. */
class RefusalWordsTests {

  private static final String GITHUB = "https://github.acme.example";
  private static final Secret TOKEN = new Secret("gho_16C7e42F292c6912E7710c838347Ae178B4a");
  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  private final RefusalWords words =
      new RefusalWords(
          new Settings(
              "acme-ci",
              "production",
              URI.create("https://signalbox.acme.example"),
              new Settings.GitHub(
                  URI.create(GITHUB), "client-17", new Secret("secret"), null, null, List.of()),
              new Settings.Door(List.of("acme"), false, List.of("octocat"), false),
              Settings.Access.NONE,
              new Secret(""),
              List.of(),
              null,
              Settings.Archive.NONE,
              Settings.Nomad.NONE));

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(
            new MembershipAnswer.InvitationPending("acme"),
            "the invitation is not accepted",
            "Accept the invitation",
            GITHUB + "/orgs/acme/invitation"),
        Arguments.of(
            new MembershipAnswer.NotMember("acme"), "not a member", "Ask an owner of acme", null),
        Arguments.of(
            new MembershipAnswer.AppRestricted("acme"),
            "restricts OAuth Apps",
            "Ask for approval",
            GITHUB + "/settings/connections/applications/client-17"),
        Arguments.of(
            new MembershipAnswer.SsoRequired("acme", URI.create(GITHUB + "/orgs/acme/sso?a=1")),
            "single sign-on",
            "Do the single sign-on",
            GITHUB + "/orgs/acme/sso?a=1"),
        Arguments.of(
            new MembershipAnswer.SsoRequired("acme", null),
            "single sign-on",
            "Do the single sign-on",
            null),
        Arguments.of(
            new MembershipAnswer.ScopeMissing("acme"), "read:org", "Reset the permission", null),
        Arguments.of(
            new MembershipAnswer.TokenRevoked("acme"),
            "took the permission back",
            "Sign in again",
            null),
        Arguments.of(
            new MembershipAnswer.RateLimited("acme", NOW), "until 09:00 UTC", "Try again", null),
        Arguments.of(
            new MembershipAnswer.NoAnswer("acme", "500 oops"), "500 oops", "Try again", null));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void tellsCauseAndCureOfEachAnswer(
      MembershipAnswer answer, String fact, String cure, @Nullable String link) {
    Cause cause =
        words
            .of(new SignInDecision.OutsideOrganizations("octocat", List.of(answer)), TOKEN)
            .causes()
            .getFirst();

    assertThat(cause.organization()).isEqualTo("acme");
    assertThat(cause.fact()).contains(fact).endsWith(fact.contains("oops") ? "oops" : ".");
    assertThat(cause.cure()).contains(cure).endsWith(".");
    assertThat(cause.link()).isEqualTo(link);
  }

  @Test
  void saysThatAnAdminHasToActivateNewPeople() {
    Refusal refusal = words.of(new SignInDecision.AwaitingActivation(person()), TOKEN);

    assertThat(refusal.word()).isEqualTo("awaiting-activation");
    assertThat(refusal.explanation()).contains("octocat", "until an admin activates");
    assertThat(refusal.token()).isNull();
  }

  @Test
  void saysSinceWhenAndWhySomebodyIsSuspended() {
    Refusal refusal =
        words.of(new SignInDecision.Suspended(person(), NOW, "left the project"), TOKEN);

    assertThat(refusal.explanation())
        .isEqualTo(
            "octocat was suspended on 15 Jan 2026. Reason: left the project. An admin can activate"
                + " the account again.");
    assertThat(refusal.outage()).isFalse();
    assertThat(refusal.token()).isNull();
  }

  @Test
  void inventsNoReasonForASuspension() {
    assertThat(words.of(new SignInDecision.Suspended(person(), NOW, null), TOKEN).explanation())
        .doesNotContain("Reason", "null");
  }

  @Test
  void countsTheOrganisationsItAsksFor() {
    MembershipAnswer not = new MembershipAnswer.NotMember("acme");

    assertThat(outside(not).title()).contains("the organisation that");
    assertThat(outside(not, not).title()).contains("none of the organisations");
  }

  @Test
  void offersToResetThePermissionOnlyWhereThatMayHelp() {
    MembershipAnswer silence = new MembershipAnswer.NoAnswer("acme", "500");

    assertThat(outside(new MembershipAnswer.NotMember("acme")).token()).isEqualTo(TOKEN.reveal());
    assertThat(words.of(new SignInDecision.CauseUnknown("octocat", List.of(silence)), TOKEN))
        .returns(null, Refusal::token)
        .returns(true, Refusal::outage);
  }

  @Test
  void hasNoWordsForSomebodyWhoWasAdmitted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.of(new SignInDecision.Admitted(person()), TOKEN));
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied,denied,You declined at GitHub",
    "bad_verification_code,replayed,This sign-in was used already",
    "authorization_request_not_found,forged,This sign-in did not begin here",
    "invalid_state_parameter,forged,This sign-in did not begin here",
    "incorrect_client_credentials,misconfigured,GitHub does not accept this console",
    "redirect_uri_mismatch,misconfigured,GitHub does not accept this console",
    "something_new,failed,The sign-in failed"
  })
  void tellsWhyASignInFailedBeforeAnybodyWasNamed(String code, String word, String title) {
    Refusal refusal = words.of(new OAuth2Error(code));

    assertThat(refusal.word()).isEqualTo(word);
    assertThat(refusal.title()).isEqualTo(title);
    assertThat(refusal.outage()).isFalse();
  }

  @Test
  void repeatsWhatGitHubSaidOnOneLineAndNotAtLength() {
    String said = "It\r\nis \u0007" + "so ".repeat(200);

    assertThat(words.of(new OAuth2Error("something_new", said, null)).explanation())
        .startsWith("It said: It  is  so")
        .hasSizeLessThan(320);
  }

  private Refusal outside(MembershipAnswer... answers) {
    return words.of(new SignInDecision.OutsideOrganizations("octocat", List.of(answers)), TOKEN);
  }

  private static Person person() {
    return new Person(
        new UUID(0, 1),
        1001,
        "octocat",
        null,
        null,
        Role.MEMBER,
        AccountStatus.SUSPENDED,
        NOW,
        null,
        null,
        null,
        NOW,
        null,
        1);
  }
}
