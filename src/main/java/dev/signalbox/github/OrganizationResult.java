package dev.signalbox.github;

/** The result of looking up an organization by name. */
public sealed interface OrganizationResult {

  /**
   * The organization exists.
   *
   * @param name its current name, in GitHub's spelling
   * @param id the numeric id, which is stable across renames
   */
  record Found(String name, long id) implements OrganizationResult {}

  /** Not found, or not visible to the token's owner. */
  record OrganizationNotFound(String name) implements OrganizationResult {}

  /**
   * The organization exists, but GitHub denies access to it.
   *
   * @param why GitHub's error message
   */
  record Unreadable(String name, String why) implements OrganizationResult {}
}
