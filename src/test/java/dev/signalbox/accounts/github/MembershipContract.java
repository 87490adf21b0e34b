package dev.signalbox.accounts.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.accounts.github.MembershipAnswer.Active;
import dev.signalbox.accounts.github.MembershipAnswer.AppRestricted;
import dev.signalbox.accounts.github.MembershipAnswer.InvitationPending;
import dev.signalbox.accounts.github.MembershipAnswer.NotMember;
import dev.signalbox.accounts.github.MembershipAnswer.RateLimited;
import dev.signalbox.accounts.github.MembershipAnswer.ScopeMissing;
import dev.signalbox.accounts.github.MembershipAnswer.SsoRequired;
import dev.signalbox.accounts.github.MembershipAnswer.TokenRevoked;
import dev.signalbox.accounts.github.MembershipAnswer.Unchanged;
import dev.signalbox.accounts.github.OrganizationMembership.State;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port promises about organisations, and why GitHub may hide one. */
abstract class MembershipContract extends GitHubContract {

  /** What the adapter takes for the present. */
  abstract Instant now();

  @Test
  void knowsNobodyInAnOrganisationThatDoesNotExist() {
    String none = "no-organisation-has-such-a-long-name-as-this";

    assertThat(gitHub().membership(token(), none, null)).isEqualTo(new NotMember(none));
  }

  @Test
  void tellsThatATokenWasRevoked() {
    assertThat(gitHub().membership(NO_TOKEN, "acme", null)).isEqualTo(new TokenRevoked("acme"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "ACME", "Acme"})
  void tellsTheNumberOfTheOrganisationOfAnActiveMember(String name) {
    assertThat(gitHub().membership(tokenOf(Persona.ADMIN), name, null))
        .isInstanceOfSatisfying(
            Active.class,
            active -> {
              assertThat(active.organization()).isEqualTo(name);
              assertThat(active.organizationId()).isEqualTo(9001);
              assertThat(active.etag()).isNotBlank();
            });
  }

  @Test
  void asksForNothingNewAtNoCost() {
    Secret token = tokenOf(Persona.ADMIN);
    story().rateLimit(2);
    Active first = (Active) gitHub().membership(token, "acme", null);

    for (int i = 0; i < 3; i++) {
      assertThat(gitHub().membership(token, "acme", first.etag())).isEqualTo(new Unchanged("acme"));
    }
    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(first);
  }

  @Test
  void noticesAChangeInSpiteOfTheEtag() {
    Secret token = tokenOf(Persona.ADMIN);
    String etag =
        Objects.requireNonNull(((Active) gitHub().membership(token, "acme", null)).etag());
    story().leave(Persona.ADMIN, Installation.ACME);

    assertThat(gitHub().membership(token, "acme", etag)).isEqualTo(new NotMember("acme"));
  }

  @Test
  void tellsThatAnInvitationIsNotAccepted() {
    assertThat(gitHub().membership(tokenOf(Persona.PENDING), "acme", null))
        .isEqualTo(new InvitationPending("acme"));
  }

  @Test
  void tellsThatSomebodyIsNoMember() {
    assertThat(gitHub().membership(tokenOf(Persona.OUTSIDER), "acme", null))
        .isEqualTo(new NotMember("acme"));
  }

  @Test
  void knowsAnOrganisationByItsNameOfToday() {
    Secret token = tokenOf(Persona.ADMIN);
    story().renameOrganization(Installation.ACME, "acme-rail");

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new NotMember("acme"));
    assertThat(gitHub().membership(token, "acme-rail", null))
        .isInstanceOfSatisfying(
            Active.class, active -> assertThat(active.organizationId()).isEqualTo(9001));
  }

  @Test
  void tellsThatTheOrganisationRestrictsApps() {
    assertThat(gitHub().membership(tokenOf(Persona.RESTRICTED), "acme", null))
        .isEqualTo(new AppRestricted("acme"));
  }

  @Test
  void tellsWhereToSignOn() {
    Secret token = tokenOf(Persona.ADMIN);
    story().requireSso(Installation.ACME);

    assertThat(gitHub().membership(token, "acme", null))
        .isEqualTo(
            new SsoRequired(
                "acme",
                URI.create(story().address() + "/orgs/acme/sso?authorization_request=1001")));
  }

  @Test
  void tellsThatTheScopeIsMissing() {
    Secret token = new Secret(story().tokenFor(Persona.ADMIN, "read:user", "user:email"));

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new ScopeMissing("acme"));
  }

  @Test
  void tellsThatTheScopeWasTakenBack() {
    Secret token = tokenOf(Persona.ADMIN);
    story().dropScope(Persona.ADMIN, "read:org");

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new ScopeMissing("acme"));
  }

  @Test
  void tellsThatThePermissionWasTakenBack() {
    Secret token = tokenOf(Persona.ADMIN);
    story().revokeGrant(Persona.ADMIN);

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new TokenRevoked("acme"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void tellsUntilWhenTheHourlyLimitIsSpent(int status) {
    Secret token = tokenOf(Persona.ADMIN);
    story().rateLimit(0, status);

    assertThat(gitHub().membership(token, "acme", null))
        .isEqualTo(new RateLimited("acme", now().plus(Duration.ofHours(1))));
  }

  @Test
  void tellsUntilWhenTheSecondaryLimitHolds() {
    Secret token = tokenOf(Persona.ADMIN);
    story().secondaryLimit(Duration.ofSeconds(90));

    assertThat(gitHub().membership(token, "acme", null))
        .isEqualTo(new RateLimited("acme", now().plusSeconds(90)));
  }

  @Test
  void listsAllOrganisationsOfAPersonWithTheirNumbers() {
    assertThat(gitHub().memberships(tokenOf(Persona.VIEWER)))
        .containsExactlyInAnyOrder(
            new OrganizationMembership(9001, "acme", State.ACTIVE),
            new OrganizationMembership(9002, "acme-labs", State.ACTIVE));
    assertThat(gitHub().memberships(tokenOf(Persona.PENDING)))
        .containsExactly(new OrganizationMembership(9001, "acme", State.PENDING));
  }

  @Test
  void listsNothingWithoutATokenOrTheScope() {
    Secret scopeless = new Secret(story().tokenFor(Persona.ADMIN, "read:user"));

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> gitHub().memberships(NO_TOKEN));
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> gitHub().memberships(scopeless));
  }

  @ParameterizedTest
  @ValueSource(strings = {"globex", "GLOBEX"})
  void tellsWhichOrganisationANameMeans(String name) {
    assertThat(gitHub().organization(tokenOf(Persona.ADMIN), name))
        .isEqualTo(new OrganizationAnswer.Found("globex", 9100));
  }

  @Test
  void knowsThatANameMeansNothing() {
    String none = "no-organisation-has-such-a-long-name-as-this";

    assertThat(gitHub().organization(token(), none)).isEqualTo(new OrganizationAnswer.NoSuch(none));
  }

  @Test
  void takesASpentLimitForNoAnswerAboutAName() {
    Secret token = tokenOf(Persona.ADMIN);
    story().rateLimit(0, 403);

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> gitHub().organization(token, "acme"));
  }
}
