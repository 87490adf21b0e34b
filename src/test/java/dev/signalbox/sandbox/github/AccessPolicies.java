package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.Persona;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Organization policies for OAuth apps: approval by an owner and single sign-on by the user. */
final class AccessPolicies {

  /** Whether an organization allows the app to act for a user. */
  enum Verdict {
    OPEN,
    RESTRICTED,
    SSO_REQUIRED
  }

  private final Set<Organization> restricted = new HashSet<>();
  private final Set<Persona> restrictedPersonas = EnumSet.noneOf(Persona.class);
  private final Map<Organization, Set<Persona>> ssoSessions = new HashMap<>();

  AccessPolicies() {
    AcmeInstallation.personas().stream()
        .filter(Persona::isAppRestricted)
        .forEach(restrictedPersonas::add);
  }

  synchronized Verdict verdict(Persona persona, Organization organization) {
    if (restricted.contains(organization)
        || (restrictedPersonas.contains(persona) && organization.equals(AcmeInstallation.ACME))) {
      return Verdict.RESTRICTED;
    }
    Set<Persona> signedOnUsers = ssoSessions.get(organization);
    return signedOnUsers == null || signedOnUsers.contains(persona)
        ? Verdict.OPEN
        : Verdict.SSO_REQUIRED;
  }

  synchronized void restrict(Organization organization) {
    restricted.add(organization);
  }

  synchronized void approve(Organization organization) {
    restricted.remove(organization);
    if (organization.equals(AcmeInstallation.ACME)) {
      restrictedPersonas.clear();
    }
  }

  synchronized void requireSso(Organization organization) {
    ssoSessions.put(organization, EnumSet.noneOf(Persona.class));
  }

  synchronized void addSsoSession(Persona persona, Organization organization) {
    Set<Persona> signedOnUsers = ssoSessions.get(organization);
    if (signedOnUsers != null) {
      signedOnUsers.add(persona);
    }
  }
}
