package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.github.MembershipResult.Active;
import dev.signalbox.github.MembershipResult.AppRestricted;
import dev.signalbox.github.MembershipResult.InvitationPending;
import dev.signalbox.github.MembershipResult.NoAnswer;
import dev.signalbox.github.MembershipResult.NotMember;
import dev.signalbox.github.MembershipResult.RateLimited;
import dev.signalbox.github.MembershipResult.ScopeMissing;
import dev.signalbox.github.MembershipResult.SsoRequired;
import dev.signalbox.github.MembershipResult.TokenRevoked;
import dev.signalbox.secrets.Secret;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The combined result of the membership checks. */
@InstallationTest
class OrganizationGateTests {

  private static final Secret TOKEN = new Secret("gho_16C7e42F292c6912E7710c838347Ae178B4a");

  private final JdbcClient database;
  private final GitHubProperties settings;
  private final ScriptedGitHubClient gitHub = new ScriptedGitHubClient();

  @Autowired
  OrganizationGateTests(JdbcClient database, GitHubProperties settings) {
    this.database = database;
    this.settings = settings;
  }

  static Stream<MembershipResult> refusals() {
    return Stream.of(
        new NotMember("one"),
        new InvitationPending("one"),
        new AppRestricted("one"),
        new SsoRequired("one", null),
        new ScopeMissing("one"),
        new TokenRevoked("one"));
  }

  static Stream<MembershipResult> failures() {
    return Stream.of(
        new NoAnswer("one", "500"), new RateLimited("one", Instant.parse("2026-01-15T10:00:00Z")));
  }

  @Test
  void acceptsAnActiveMember() {
    gitHub.answer(new Active("one", 501, "an etag"));

    assertThat(check("one"))
        .isEqualTo(new Finding.ConfirmedMember(Optional.of("one"), Optional.of(501L), "an etag"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesOnANegativeResult(MembershipResult refusal) {
    gitHub.answer(refusal);

    assertThat(check("one")).isEqualTo(new Finding.NonMember(List.of(refusal)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isUndecidedOnAFailedCheck(MembershipResult failure) {
    gitHub.answer(failure);

    assertThat(check("one")).isEqualTo(new Finding.Undecided(List.of(failure)));
  }

  @Test
  void acceptsMembershipInAnyOrganization() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new NoAnswer("two", "500"));
    gitHub.answer(new Active("three", 503, null));

    assertThat(check("one", "two", "three"))
        .isEqualTo(new Finding.ConfirmedMember(Optional.of("three"), Optional.of(503L), null));
  }

  @Test
  void stopsAtTheFirstMatch() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new Active("two", 502, null));
    gitHub.answer(new Active("three", 503, null));

    check("one", "two", "three");

    assertThat(gitHub.asked()).containsExactly("one", "two");
  }

  @Test
  void isUndecidedIfOneCheckFails() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new NoAnswer("two", "500"));

    assertThat(check("one", "two"))
        .isEqualTo(
            new Finding.Undecided(List.of(new NotMember("one"), new NoAnswer("two", "500"))));
  }

  @Test
  void returnsEveryResultOfARefusal() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new InvitationPending("two"));

    assertThat(check("one", "two"))
        .isEqualTo(
            new Finding.NonMember(List.of(new NotMember("one"), new InvitationPending("two"))));
  }

  @Test
  void skipsChecksIfAnyAccountCanSignIn() {
    assertThat(gate(properties(true)).check(TOKEN))
        .isEqualTo(new Finding.ConfirmedMember(Optional.empty(), Optional.empty(), null));
    assertThat(gitHub.asked()).isEmpty();
  }

  @Test
  void refusesMembersOfAnOrganizationThatTookOverTheName() {
    gitHub.answer(new Active("one", 501, null));
    check("one");

    gitHub.answer(new Active("one", 666, null));

    assertThat(check("one")).isEqualTo(new Finding.NonMember(List.of(new NotMember("one"))));
  }

  @Test
  void pinsTheIdCaseInsensitively() {
    gitHub.answer(new Active("one", 501, null));
    check("one");

    gitHub.answer(new Active("ONE", 666, null));

    assertThat(check("ONE")).isInstanceOf(Finding.NonMember.class);
  }

  @Test
  void checksTheOtherOrganizationsAfterANameWasTakenOver() {
    gitHub.answer(new Active("one", 501, null));
    check("one");

    gitHub.answer(new Active("one", 666, null));
    gitHub.answer(new Active("two", 502, null));

    assertThat(check("one", "two"))
        .isEqualTo(new Finding.ConfirmedMember(Optional.of("two"), Optional.of(502L), null));
  }

  private Finding check(String... required) {
    return gate(properties(false, required)).check(TOKEN);
  }

  private static AccountsProperties properties(boolean anyone, String... required) {
    return new AccountsProperties(
        List.of(required), anyone, List.of("octocat"), false, null, false, List.of());
  }

  private OrganizationGate gate(AccountsProperties registration) {
    return new OrganizationGate(
        gitHub,
        new RegistrationPolicyRepository(
            database, settings, registration, TestInstallation.clock()));
  }
}
