package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.Installation.Organization;
import dev.signalbox.sandbox.Persona;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What organisations demand of apps: approval by an owner, and single sign-on by the user. */
final class AccessPolicies {

  /** How an organisation stands towards the app acting for one person. */
  enum Verdict {
    OPEN,
    RESTRICTED,
    SSO_REQUIRED
  }

  private final Set<Organization> restricted = new HashSet<>();
  private final Set<Persona> restrictedPersonas = EnumSet.noneOf(Persona.class);
  private final Map<Organization, Set<Persona>> signedOn = new HashMap<>();

  AccessPolicies() {
    Installation.personas().stream()
        .filter(Persona::meetsAppRestriction)
        .forEach(restrictedPersonas::add);
  }

  synchronized Verdict verdict(Persona persona, Organization organization) {
    if (restricted.contains(organization)
        || (restrictedPersonas.contains(persona) && organization.equals(Installation.ACME))) {
      return Verdict.RESTRICTED;
    }
    Set<Persona> admitted = signedOn.get(organization);
    return admitted == null || admitted.contains(persona) ? Verdict.OPEN : Verdict.SSO_REQUIRED;
  }

  synchronized void restrict(Organization organization) {
    restricted.add(organization);
  }

  synchronized void approve(Organization organization) {
    restricted.remove(organization);
    if (organization.equals(Installation.ACME)) {
      restrictedPersonas.clear();
    }
  }

  synchronized void requireSso(Organization organization) {
    signedOn.put(organization, EnumSet.noneOf(Persona.class));
  }

  synchronized void signOn(Persona persona, Organization organization) {
    Set<Persona> admitted = signedOn.get(organization);
    if (admitted != null) {
      admitted.add(persona);
    }
  }
}
