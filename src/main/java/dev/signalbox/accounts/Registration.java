package dev.signalbox.accounts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter, and whether new people wait.
 *
 * @param anyone lets everybody with an account at that GitHub in; then no organisation is required
 * @param organizations any one of them is enough; empty exactly where anyone may enter
 * @param version counts the saves; 0 while the environment's first value holds
 * @param saved who saved it last, or null while the environment's first value holds
 */
public record Registration(
    boolean anyone,
    List<RequiredOrganization> organizations,
    boolean suspendNewUsers,
    int version,
    @Nullable Saved saved) {

  /** The names in the order they are asked about. */
  public List<String> names() {
    return organizations.stream().map(RequiredOrganization::name).toList();
  }

  /** The numeric ids, as far as they are known. */
  public List<Long> ids() {
    return organizations.stream()
        .map(RequiredOrganization::githubId)
        .filter(id -> id != null)
        .toList();
  }

  /**
   * An organisation whose active members may enter.
   *
   * @param githubId its numeric id, or null while GitHub has not yet answered for the name
   */
  public record RequiredOrganization(String name, @Nullable Long githubId) {}

  /** A save on the console's page. */
  public record Saved(String by, Instant at) {}
}
