package dev.signalbox.sandbox;

import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Team;
import java.util.List;
import java.util.Locale;

/** The people of the fixture, named after their purpose in tests. */
public enum Persona {
  ADMIN(1001, "Amara Okafor", AccountState.ADMIN, "Administers the installation; full access."),
  SECOND_ADMIN(
      1002,
      "Jonas Lindqvist",
      AccountState.ADMIN,
      "Second administrator, for actions of one admin on another."),
  VIEWER(1003, "Mei-Ling Tan", AccountState.VIEWER, "Read-only access to every page."),
  MEMBER(
      1004, "Diego Fuentes", AccountState.MEMBER, "Uses the CI server; no access to the console."),
  NEWCOMER(
      1005,
      "Priya Raman",
      AccountState.UNKNOWN,
      "Member of the organization who has never signed in."),
  SUSPENDED(
      1006,
      "Tomasz Zielonka",
      AccountState.SUSPENDED,
      "Member of the organization, suspended in the console."),
  OUTSIDER(1007, "Hana Kovac", AccountState.UNKNOWN, "Not a member of the organization."),
  PENDING(
      1008,
      "Yusuf Demir",
      AccountState.UNKNOWN,
      "Invited to the organization; invitation not accepted."),
  RESTRICTED(
      1009,
      "Leilani Kahale",
      AccountState.UNKNOWN,
      "The organization has not approved the OAuth app.");

  /** Initial state of the account in the console. */
  public enum AccountState {
    ADMIN,
    VIEWER,
    MEMBER,
    SUSPENDED,
    UNKNOWN
  }

  private final long id;
  private final String displayName;
  private final AccountState initialState;
  private final String purpose;

  Persona(long id, String displayName, AccountState initialState, String purpose) {
    this.id = id;
    this.displayName = displayName;
    this.initialState = initialState;
    this.purpose = purpose;
  }

  /** Returns the initial login. A person may be renamed; {@link #id()} doesn't change. */
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

  /** Returns the description for the page on which a persona is chosen. */
  public String purpose() {
    return purpose;
  }

  public AccountState initialState() {
    return initialState;
  }

  /** Whether the profile shows no e-mail address, which is the default on GitHub. */
  public boolean hidesEmail() {
    return this == VIEWER || this == NEWCOMER;
  }

  /**
   * Whether GitHub responds to this person as if the organization restricted OAuth apps. On GitHub
   * such a restriction applies to all members; here it applies to one person only.
   */
  public boolean isAppRestricted() {
    return this == RESTRICTED;
  }

  public List<Membership> memberships() {
    return switch (this) {
      case ADMIN, SECOND_ADMIN ->
          List.of(
              Membership.owner(AcmeInstallation.ACME),
              Membership.active(AcmeInstallation.ACME_LABS));
      case VIEWER ->
          List.of(
              Membership.active(AcmeInstallation.ACME),
              Membership.active(AcmeInstallation.ACME_LABS));
      case MEMBER, NEWCOMER, SUSPENDED, RESTRICTED ->
          List.of(Membership.active(AcmeInstallation.ACME));
      case OUTSIDER -> List.of(Membership.active(AcmeInstallation.GLOBEX));
      case PENDING -> List.of(Membership.pending(AcmeInstallation.ACME));
    };
  }

  public List<Team> teams() {
    return switch (this) {
      case ADMIN, SECOND_ADMIN -> List.of(AcmeInstallation.PLATFORM);
      case VIEWER, MEMBER -> List.of(AcmeInstallation.BUILD);
      case NEWCOMER, SUSPENDED, RESTRICTED, OUTSIDER, PENDING -> List.of();
    };
  }
}
