package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Persona;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Users, organizations and memberships; initialized from {@link AcmeInstallation}. */
final class UserDirectory {

  private final Map<Persona, String> logins = new EnumMap<>(Persona.class);
  private final Map<Organization, String> organizations = new HashMap<>();
  private final Map<Persona, List<Membership>> memberships = new EnumMap<>(Persona.class);
  private final Map<Organization, Set<Persona>> publicMembers = new HashMap<>();
  private final Set<Persona> unverified = EnumSet.noneOf(Persona.class);

  UserDirectory() {
    for (Persona persona : AcmeInstallation.personas()) {
      logins.put(persona, persona.login());
      memberships.put(persona, new ArrayList<>(persona.memberships()));
    }
    for (Organization organization : AcmeInstallation.organizations()) {
      organizations.put(organization, organization.login());
      publicMembers.put(organization, EnumSet.noneOf(Persona.class));
    }
  }

  synchronized String login(Persona persona) {
    return Objects.requireNonNull(logins.get(persona));
  }

  synchronized String login(Organization organization) {
    return Objects.requireNonNull(organizations.get(organization));
  }

  /** Logins of users and organizations are case-insensitive. */
  synchronized Optional<Persona> findUser(String login) {
    return AcmeInstallation.personas().stream()
        .filter(persona -> login(persona).equalsIgnoreCase(login))
        .findFirst();
  }

  synchronized Optional<Organization> findOrganization(String login) {
    return AcmeInstallation.organizations().stream()
        .filter(organization -> login(organization).equalsIgnoreCase(login))
        .findFirst();
  }

  synchronized List<Membership> memberships(Persona persona) {
    return List.copyOf(membershipsOf(persona));
  }

  synchronized Optional<Membership> membership(Persona persona, Organization organization) {
    return membershipsOf(persona).stream()
        .filter(membership -> membership.organization().equals(organization))
        .findFirst();
  }

  boolean isMember(Persona persona, Organization organization) {
    return membership(persona, organization)
        .filter(membership -> membership.state() == Membership.State.ACTIVE)
        .isPresent();
  }

  synchronized boolean isPublicMember(Persona persona, Organization organization) {
    return isMember(persona, organization) && publicMembers(organization).contains(persona);
  }

  synchronized boolean hasVerifiedEmail(Persona persona) {
    return !unverified.contains(persona);
  }

  synchronized void put(Persona persona, Membership membership) {
    remove(persona, membership.organization());
    membershipsOf(persona).add(membership);
  }

  synchronized void remove(Persona persona, Organization organization) {
    membershipsOf(persona).removeIf(membership -> membership.organization().equals(organization));
  }

  synchronized void publicize(Persona persona, Organization organization) {
    publicMembers(organization).add(persona);
  }

  synchronized void rename(Persona persona, String login) {
    logins.put(persona, login);
  }

  synchronized void rename(Organization organization, String login) {
    organizations.put(organization, login);
  }

  synchronized void unverifyEmail(Persona persona) {
    unverified.add(persona);
  }

  private List<Membership> membershipsOf(Persona persona) {
    return Objects.requireNonNull(memberships.get(persona));
  }

  private Set<Persona> publicMembers(Organization organization) {
    return Objects.requireNonNull(publicMembers.get(organization));
  }
}
