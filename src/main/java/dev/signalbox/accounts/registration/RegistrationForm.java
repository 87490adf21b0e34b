package dev.signalbox.accounts.registration;

import org.jspecify.annotations.Nullable;

/**
 * The rules as they were typed.
 *
 * @param who {@link #MEMBERS} or {@link #ANYONE}
 * @param organizations the comma-delimited string
 * @param version of the rules that the form was filled from
 * @param confirmed what the preview said, once it was read
 */
record RegistrationForm(
    @Nullable String who,
    @Nullable String organizations,
    @Nullable Boolean suspendNewUsers,
    @Nullable Integer version,
    @Nullable String confirmed) {

  static final String MEMBERS = "members";
  static final String ANYONE = "anyone";

  boolean anyone() {
    return ANYONE.equals(who);
  }

  String list() {
    return organizations == null ? "" : organizations;
  }

  boolean suspends() {
    return Boolean.TRUE.equals(suspendNewUsers);
  }
}
