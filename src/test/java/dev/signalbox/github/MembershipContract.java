package dev.signalbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.github.MembershipResult.Active;
import dev.signalbox.github.MembershipResult.AppRestricted;
import dev.signalbox.github.MembershipResult.InvitationPending;
import dev.signalbox.github.MembershipResult.NotMember;
import dev.signalbox.github.MembershipResult.RateLimited;
import dev.signalbox.github.MembershipResult.ScopeMissing;
import dev.signalbox.github.MembershipResult.SsoRequired;
import dev.signalbox.github.MembershipResult.TokenRevoked;
import dev.signalbox.github.MembershipResult.Unchanged;
import dev.signalbox.github.OrganizationMembership.State;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link GitHubClient} for organizations and memberships. */
abstract class MembershipContract extends GitHubClientContract {

  /** The current time of the adapter's clock. */
  abstract Instant now();

  @Test
  void isNotMemberOfANonexistentOrganization() {
    String none = "no-organization-has-such-a-long-name-as-this";

    assertThat(gitHub().membership(token(), none, null)).isEqualTo(new NotMember(none));
  }

  @Test
  void reportsARevokedToken() {
    assertThat(gitHub().membership(NO_TOKEN, "acme", null)).isEqualTo(new TokenRevoked("acme"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "ACME", "Acme"})
  void returnsTheOrganizationIdOfAnActiveMember(String name) {
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
  void doesNotCountUnchangedResponsesAgainstTheRateLimit() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().setRateLimit(2);
    Active first = (Active) gitHub().membership(token, "acme", null);

    for (int i = 0; i < 3; i++) {
      assertThat(gitHub().membership(token, "acme", first.etag())).isEqualTo(new Unchanged("acme"));
    }
    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(first);
  }

  @Test
  void detectsAChangeDespiteTheETag() {
    Secret token = tokenOf(Persona.ADMIN);
    String etag =
        Objects.requireNonNull(((Active) gitHub().membership(token, "acme", null)).etag());
    fakeGitHub().leave(Persona.ADMIN, AcmeInstallation.ACME);

    assertThat(gitHub().membership(token, "acme", etag)).isEqualTo(new NotMember("acme"));
  }

  @Test
  void reportsAPendingInvitation() {
    assertThat(gitHub().membership(tokenOf(Persona.PENDING), "acme", null))
        .isEqualTo(new InvitationPending("acme"));
  }

  @Test
  void reportsANonMember() {
    assertThat(gitHub().membership(tokenOf(Persona.OUTSIDER), "acme", null))
        .isEqualTo(new NotMember("acme"));
  }

  @Test
  void usesTheCurrentNameOfAnOrganization() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().renameOrganization(AcmeInstallation.ACME, "acme-rail");

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new NotMember("acme"));
    assertThat(gitHub().membership(token, "acme-rail", null))
        .isInstanceOfSatisfying(
            Active.class, active -> assertThat(active.organizationId()).isEqualTo(9001));
  }

  @Test
  void reportsAppRestrictions() {
    assertThat(gitHub().membership(tokenOf(Persona.RESTRICTED), "acme", null))
        .isEqualTo(new AppRestricted("acme"));
  }

  @Test
  void returnsTheSingleSignOnUrl() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().requireSso(AcmeInstallation.ACME);

    assertThat(gitHub().membership(token, "acme", null))
        .isEqualTo(
            new SsoRequired(
                "acme",
                URI.create(fakeGitHub().address() + "/orgs/acme/sso?authorization_request=1001")));
  }

  @Test
  void reportsAMissingScope() {
    Secret token = new Secret(fakeGitHub().tokenFor(Persona.ADMIN, "read:user", "user:email"));

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new ScopeMissing("acme"));
  }

  @Test
  void reportsARevokedScope() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().withdrawScope(Persona.ADMIN, "read:org");

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new ScopeMissing("acme"));
  }

  @Test
  void reportsARevokedGrant() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().revokeGrant(Persona.ADMIN);

    assertThat(gitHub().membership(token, "acme", null)).isEqualTo(new TokenRevoked("acme"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void returnsTheEndOfTheHourlyLimit(int status) {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().setRateLimit(0, status);

    assertThat(gitHub().membership(token, "acme", null))
        .isEqualTo(new RateLimited("acme", now().plus(Duration.ofHours(1))));
  }

  @Test
  void returnsTheEndOfTheSecondaryLimit() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().startSecondaryLimit(Duration.ofSeconds(90));

    assertThat(gitHub().membership(token, "acme", null))
        .isEqualTo(new RateLimited("acme", now().plusSeconds(90)));
  }

  @Test
  void listsAllOrganizationsWithIds() {
    assertThat(gitHub().memberships(tokenOf(Persona.VIEWER)))
        .containsExactlyInAnyOrder(
            new OrganizationMembership(9001, "acme", State.ACTIVE),
            new OrganizationMembership(9002, "acme-labs", State.ACTIVE));
    assertThat(gitHub().memberships(tokenOf(Persona.PENDING)))
        .containsExactly(new OrganizationMembership(9001, "acme", State.PENDING));
  }

  @Test
  void rejectsListingWithoutATokenOrScope() {
    Secret scopeless = new Secret(fakeGitHub().tokenFor(Persona.ADMIN, "read:user"));

    assertThatExceptionOfType(Denied.class).isThrownBy(() -> gitHub().memberships(NO_TOKEN));
    assertThatExceptionOfType(Denied.class).isThrownBy(() -> gitHub().memberships(scopeless));
  }

  @ParameterizedTest
  @ValueSource(strings = {"globex", "GLOBEX"})
  void resolvesTheNameOfAnOrganization(String name) {
    assertThat(gitHub().organization(tokenOf(Persona.ADMIN), name))
        .isEqualTo(new OrganizationResult.Found("globex", 9100));
  }

  @Test
  void reportsAnUnknownOrganization() {
    String none = "no-organization-has-such-a-long-name-as-this";

    assertThat(gitHub().organization(token(), none))
        .isEqualTo(new OrganizationResult.OrganizationNotFound(none));
  }

  @Test
  void throwsOnAnExceededRateLimit() {
    Secret token = tokenOf(Persona.ADMIN);
    fakeGitHub().setRateLimit(0, 403);

    assertThatExceptionOfType(Denied.class).isThrownBy(() -> gitHub().organization(token, "acme"));
  }
}
