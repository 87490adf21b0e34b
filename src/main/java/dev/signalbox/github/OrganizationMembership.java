package dev.signalbox.github;

/**
 * One organization of a user.
 *
 * @param organizationId the numeric id, which is stable across renames
 * @param login its current name
 */
public record OrganizationMembership(long organizationId, String login, State state) {

  /** Active, or pending until the invitation is accepted. */
  public enum State {
    ACTIVE,
    PENDING
  }
}
