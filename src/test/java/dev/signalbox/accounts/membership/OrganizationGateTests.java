package dev.signalbox.accounts.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.Active;
import dev.signalbox.accounts.github.MembershipAnswer.AppRestricted;
import dev.signalbox.accounts.github.MembershipAnswer.InvitationPending;
import dev.signalbox.accounts.github.MembershipAnswer.NoAnswer;
import dev.signalbox.accounts.github.MembershipAnswer.NotMember;
import dev.signalbox.accounts.github.MembershipAnswer.RateLimited;
import dev.signalbox.accounts.github.MembershipAnswer.ScopeMissing;
import dev.signalbox.accounts.github.MembershipAnswer.SsoRequired;
import dev.signalbox.accounts.github.MembershipAnswer.TokenRevoked;
import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What GitHub's answers about the required organisations come to. */
@InstallationTest
class OrganizationGateTests {

  private static final Secret TOKEN = new Secret("gho_16C7e42F292c6912E7710c838347Ae178B4a");

  private final JdbcClient database;
  private final Settings settings;
  private final ScriptedGitHub gitHub = new ScriptedGitHub();

  @Autowired
  OrganizationGateTests(JdbcClient database, Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  static Stream<MembershipAnswer> refusals() {
    return Stream.of(
        new NotMember("one"),
        new InvitationPending("one"),
        new AppRestricted("one"),
        new SsoRequired("one", null),
        new ScopeMissing("one"),
        new TokenRevoked("one"));
  }

  static Stream<MembershipAnswer> silences() {
    return Stream.of(
        new NoAnswer("one", "500"), new RateLimited("one", Instant.parse("2026-01-15T10:00:00Z")));
  }

  @Test
  void letsAnActiveMemberIn() {
    gitHub.answer(new Active("one", 501, "an etag"));

    assertThat(asking("one"))
        .isEqualTo(new Finding.Belongs(Optional.of("one"), Optional.of(501L), "an etag"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void keepsOutWhomGitHubSaysNoAbout(MembershipAnswer refusal) {
    gitHub.answer(refusal);

    assertThat(asking("one")).isEqualTo(new Finding.Outside(List.of(refusal)));
  }

  @ParameterizedTest
  @MethodSource("silences")
  void decidesNothingWhenGitHubSaysNothing(MembershipAnswer silence) {
    gitHub.answer(silence);

    assertThat(asking("one")).isEqualTo(new Finding.Undecided(List.of(silence)));
  }

  @Test
  void isContentWithAnyOfTheOrganisations() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new NoAnswer("two", "500"));
    gitHub.answer(new Active("three", 503, null));

    assertThat(asking("one", "two", "three"))
        .isEqualTo(new Finding.Belongs(Optional.of("three"), Optional.of(503L), null));
  }

  @Test
  void asksNoFurtherOnceOneHolds() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new Active("two", 502, null));
    gitHub.answer(new Active("three", 503, null));

    asking("one", "two", "three");

    assertThat(gitHub.asked()).containsExactly("one", "two");
  }

  @Test
  void staysUndecidedWhenOneOfThemSaysNothing() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new NoAnswer("two", "500"));

    assertThat(asking("one", "two"))
        .isEqualTo(
            new Finding.Undecided(List.of(new NotMember("one"), new NoAnswer("two", "500"))));
  }

  @Test
  void tellsEveryAnswerOfARefusal() {
    gitHub.answer(new NotMember("one"));
    gitHub.answer(new InvitationPending("two"));

    assertThat(asking("one", "two"))
        .isEqualTo(
            new Finding.Outside(List.of(new NotMember("one"), new InvitationPending("two"))));
  }

  @Test
  void asksNobodyWhereAnyoneMaySignIn() {
    assertThat(gate(new Settings.Door(List.of(), true, List.of("octocat"), false)).ask(TOKEN))
        .isEqualTo(new Finding.Belongs(Optional.empty(), Optional.empty(), null));
    assertThat(gitHub.asked()).isEmpty();
  }

  @Test
  void keepsOutTheMembersOfAnOrganisationThatTookTheNameOver() {
    gitHub.answer(new Active("one", 501, null));
    asking("one");

    gitHub.answer(new Active("one", 666, null));

    assertThat(asking("one")).isEqualTo(new Finding.Outside(List.of(new NotMember("one"))));
  }

  @Test
  void remembersTheNumberWhateverTheCaseOfTheName() {
    gitHub.answer(new Active("one", 501, null));
    asking("one");

    gitHub.answer(new Active("ONE", 666, null));

    assertThat(asking("ONE")).isInstanceOf(Finding.Outside.class);
  }

  @Test
  void stillAsksTheOthersAfterANameWasTakenOver() {
    gitHub.answer(new Active("one", 501, null));
    asking("one");

    gitHub.answer(new Active("one", 666, null));
    gitHub.answer(new Active("two", 502, null));

    assertThat(asking("one", "two"))
        .isEqualTo(new Finding.Belongs(Optional.of("two"), Optional.of(502L), null));
  }

  private Finding asking(String... required) {
    return gate(new Settings.Door(List.of(required), false, List.of("octocat"), false)).ask(TOKEN);
  }

  private OrganizationGate gate(Settings.Door door) {
    Settings first =
        new Settings(
            settings.installation(),
            settings.environment(),
            settings.publicUrl(),
            settings.github(),
            door,
            settings.access(),
            settings.secretKey(),
            settings.prometheusTokens(),
            settings.seats(),
            settings.archive(),
            settings.nomad());
    return new OrganizationGate(
        gitHub, new RegistrationRules(database, first, TestInstallation.clock()));
  }
}
