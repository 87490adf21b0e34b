package dev.signalbox.sandbox;

import dev.signalbox.sandbox.Installation.Membership;
import dev.signalbox.sandbox.Installation.Team;
import java.util.List;
import java.util.Locale;

/** The people of the story, each named after what they are for. */
public enum Persona {
  ADMIN(
      1001, "Amara Okafor", Standing.ADMIN, "Runs the installation: sees and changes everything."),
  SECOND_ADMIN(
      1002,
      "Jonas Lindqvist",
      Standing.ADMIN,
      "The other administrator, so that one can suspend or follow the other."),
  VIEWER(1003, "Mei-Ling Tan", Standing.VIEWER, "Sees every page and changes nothing."),
  MEMBER(
      1004,
      "Diego Fuentes",
      Standing.MEMBER,
      "Builds on the CI server and has no business in the console."),
  NEWCOMER(
      1005, "Priya Raman", Standing.UNKNOWN, "In the organisation, has never signed in before."),
  SUSPENDED(
      1006, "Tomasz Zielonka", Standing.SUSPENDED, "Still in the organisation, suspended here."),
  OUTSIDER(1007, "Hana Kovac", Standing.UNKNOWN, "Works for another company altogether."),
  PENDING(
      1008, "Yusuf Demir", Standing.UNKNOWN, "Was invited and has not accepted the invitation."),
  RESTRICTED(
      1009,
      "Leilani Kahale",
      Standing.UNKNOWN,
      "Their organisation has not approved the console's OAuth app.");

  /** What the console's own books say about a person when the story begins. */
  public enum Standing {
    ADMIN,
    VIEWER,
    MEMBER,
    SUSPENDED,
    UNKNOWN
  }

  private final long id;
  private final String displayName;
  private final Standing standing;
  private final String purpose;

  Persona(long id, String displayName, Standing standing, String purpose) {
    this.id = id;
    this.displayName = displayName;
    this.standing = standing;
    this.purpose = purpose;
  }

  /** The login at the start of the story; a person may be renamed, their {@link #id()} stays. */
  public String login() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** GitHub's numeric id. */
  public long id() {
    return id;
  }

  public String displayName() {
    return displayName;
  }

  public String email() {
    return login() + (this == OUTSIDER ? "@globex.example" : "@acme.example");
  }

  /** One sentence for the page where a persona is chosen. */
  public String purpose() {
    return purpose;
  }

  public Standing standing() {
    return standing;
  }

  /** Whether the profile shows no address, as it is for most people on GitHub. */
  public boolean hidesEmail() {
    return this == VIEWER || this == NEWCOMER;
  }

  /**
   * Whether GitHub answers this person as if their organisation restricted OAuth apps. On GitHub a
   * restriction meets everybody in the organisation; here it may meet one, so that the refusal can
   * be seen while the others work.
   */
  public boolean meetsAppRestriction() {
    return this == RESTRICTED;
  }

  public List<Membership> memberships() {
    return switch (this) {
      case ADMIN, SECOND_ADMIN ->
          List.of(Membership.owner(Installation.ACME), Membership.active(Installation.ACME_LABS));
      case VIEWER ->
          List.of(Membership.active(Installation.ACME), Membership.active(Installation.ACME_LABS));
      case MEMBER, NEWCOMER, SUSPENDED, RESTRICTED -> List.of(Membership.active(Installation.ACME));
      case OUTSIDER -> List.of(Membership.active(Installation.GLOBEX));
      case PENDING -> List.of(Membership.pending(Installation.ACME));
    };
  }

  public List<Team> teams() {
    return switch (this) {
      case ADMIN, SECOND_ADMIN -> List.of(Installation.PLATFORM);
      case VIEWER, MEMBER -> List.of(Installation.BUILD);
      case NEWCOMER, SUSPENDED, RESTRICTED, OUTSIDER, PENDING -> List.of();
    };
  }
}
