package dev.signalbox.accounts.github;

/** What GitHub says about an organisation's name. */
public sealed interface OrganizationAnswer {

  /**
   * There is such an organisation.
   *
   * @param name as GitHub writes it today
   * @param id the numeric id, which survives a renaming
   */
  record Found(String name, long id) implements OrganizationAnswer {}

  /** Nothing of that name, or nothing that the asking person may see. */
  record NoSuch(String name) implements OrganizationAnswer {}

  /**
   * There is something, but GitHub does not tell this console what.
   *
   * @param why GitHub's own words
   */
  record Unreadable(String name, String why) implements OrganizationAnswer {}
}
