package dev.signalbox.accounts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of sign-in: who can sign in, and whether new users need approval.
 *
 * @param anyone whether any account of the GitHub instance can sign in, without an organization
 * @param organizations membership in any one is enough; empty exactly if {@code anyone} is true
 * @param version the number of saves; 0 while the initial values from the environment apply
 * @param saved the last save, or null while the initial values from the environment apply
 */
public record RegistrationPolicy(
    boolean anyone,
    List<RequiredOrganization> organizations,
    boolean suspendNewUsers,
    int version,
    @Nullable Saved saved) {

  /** The names, in the order in which memberships are checked. */
  public List<String> names() {
    return organizations.stream().map(RequiredOrganization::name).toList();
  }

  /** The known numeric ids. */
  public List<Long> ids() {
    return organizations.stream()
        .map(RequiredOrganization::githubId)
        .filter(id -> id != null)
        .toList();
  }

  /**
   * An organization whose active members can sign in.
   *
   * @param githubId its numeric id, or null until GitHub has first resolved the name
   */
  public record RequiredOrganization(String name, @Nullable Long githubId) {}

  /** Who saved the rules in the console, and when. */
  public record Saved(String by, Instant at) {}
}
