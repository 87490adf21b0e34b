package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.signin.SignInRefusal.Cause;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
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

/** The text of each refusal: cause and steps. */
class SignInRefusalMessagesTests {

  private static final String GITHUB = "https://github.acme.example";
  private static final Secret TOKEN = new Secret("gho_16C7e42F292c6912E7710c838347Ae178B4a");
  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  private final SignInRefusalMessages words =
      new SignInRefusalMessages(
          new GitHubProperties(
              "client-17", new Secret("secret"), Origin.of(GITHUB), null, null, null, false));

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(
            new MembershipResult.InvitationPending("acme"),
            "still pending",
            "Accept the invitation",
            GITHUB + "/orgs/acme/invitation"),
        Arguments.of(
            new MembershipResult.NotMember("acme"), "Not a member", "Ask an owner of acme", null),
        Arguments.of(
            new MembershipResult.AppRestricted("acme"),
            "has not approved",
            "Request approval",
            GITHUB + "/settings/connections/applications/client-17"),
        Arguments.of(
            new MembershipResult.SsoRequired("acme", URI.create(GITHUB + "/orgs/acme/sso?a=1")),
            "requires SAML single sign-on",
            "Complete it",
            GITHUB + "/orgs/acme/sso?a=1"),
        Arguments.of(
            new MembershipResult.SsoRequired("acme", null),
            "requires SAML single sign-on",
            "Complete it",
            null),
        Arguments.of(
            new MembershipResult.ScopeMissing("acme"), "read:org", "Reset the authorization", null),
        Arguments.of(
            new MembershipResult.TokenRevoked("acme"),
            "revoked the authorization",
            "Sign in again",
            null),
        Arguments.of(
            new MembershipResult.RateLimited("acme", NOW), "until 09:00 UTC", "Try again", null),
        Arguments.of(
            new MembershipResult.NoAnswer("acme", "500 oops"), "500 oops", "Try again", null));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void namesCauseAndStepsForEachMembershipResult(
      MembershipResult answer, String fact, String step, @Nullable String link) {
    Cause cause =
        words
            .of(new SignInDecision.OutsideOrganizations("octocat", List.of(answer)), TOKEN)
            .causes()
            .getFirst();

    assertThat(cause.organization()).isEqualTo("acme");
    assertThat(cause.fact()).contains(fact).endsWith(fact.contains("oops") ? "oops" : ".");
    assertThat(cause.steps().getFirst()).contains(step).endsWith(".");
    assertThat(cause.link()).isEqualTo(link);
  }

  @Test
  void explainsThatNewUsersNeedApproval() {
    SignInRefusal refusal = words.of(new SignInDecision.AwaitingActivation(user()), TOKEN);

    assertThat(refusal.outcome()).isEqualTo("awaiting-activation");
    assertThat(refusal.explanation()).contains("octocat", "An admin has to activate it");
    assertThat(refusal.token()).isNull();
  }

  @Test
  void namesDateAndReasonOfASuspension() {
    SignInRefusal refusal =
        words.of(new SignInDecision.Suspended(user(), NOW, "left the project"), TOKEN);

    assertThat(refusal.explanation())
        .isEqualTo("The account octocat was suspended on 15 Jan 2026. Reason: left the project.");
    assertThat(refusal.isOutage()).isFalse();
    assertThat(refusal.token()).isNull();
  }

  @Test
  void omitsTheReasonOfASuspensionWithoutOne() {
    assertThat(words.of(new SignInDecision.Suspended(user(), NOW, null), TOKEN).explanation())
        .doesNotContain("Reason", "null");
  }

  @Test
  void namesAllRequiredOrganizationsInTheTitle() {
    MembershipResult not = new MembershipResult.NotMember("acme");

    assertThat(outside(not).title()).endsWith("a member of acme");
    assertThat(outside(not, new MembershipResult.NotMember("acme-labs")).title())
        .endsWith("a member of acme or acme-labs");
  }

  @Test
  void offersAResetOnlyWhereItCanHelp() {
    MembershipResult failed = new MembershipResult.NoAnswer("acme", "500");

    assertThat(outside(new MembershipResult.NotMember("acme")).token()).isEqualTo(TOKEN.reveal());
    assertThat(words.of(new SignInDecision.MembershipUnverified("octocat", List.of(failed)), TOKEN))
        .returns(null, SignInRefusal::token)
        .returns(true, SignInRefusal::isOutage);
  }

  @Test
  void rejectsADecisionThatAdmitsTheUser() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.of(new SignInDecision.Admitted(user()), TOKEN));
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied,denied,You canceled at GitHub",
    "bad_verification_code,replayed,Sign-in link already used",
    "authorization_request_not_found,forged,Sign-in expired",
    "invalid_state_parameter,forged,Sign-in expired",
    "incorrect_client_credentials,misconfigured,GitHub rejected the Signalbox OAuth app",
    "redirect_uri_mismatch,misconfigured,GitHub rejected the Signalbox OAuth app",
    "something_new,failed,Sign-in failed"
  })
  void describesAFailureBeforeTheUserIsKnown(String code, String outcome, String title) {
    SignInRefusal refusal = words.of(new OAuth2Error(code));

    assertThat(refusal.outcome()).isEqualTo(outcome);
    assertThat(refusal.title()).isEqualTo(title);
    assertThat(refusal.isOutage()).isFalse();
  }

  @Test
  void quotesGitHubsErrorOnOneLineAndTruncated() {
    String description = "It\r\nis \u0007" + "so ".repeat(200);

    assertThat(words.of(new OAuth2Error("something_new", description, null)).explanation())
        .startsWith("GitHub says: It  is  so")
        .hasSizeLessThan(320);
  }

  private SignInRefusal outside(MembershipResult... answers) {
    return words.of(new SignInDecision.OutsideOrganizations("octocat", List.of(answers)), TOKEN);
  }

  private static UserAccount user() {
    return new UserAccount(
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
