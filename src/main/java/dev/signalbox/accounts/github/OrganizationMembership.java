package dev.signalbox.accounts.github;

/**
 * One organisation of a person.
 *
 * @param organizationId the numeric id, which survives a renaming
 * @param login its name today
 */
public record OrganizationMembership(long organizationId, String login, State state) {

  /** Whether the invitation was accepted. */
  public enum State {
    ACTIVE,
    PENDING
  }
}
