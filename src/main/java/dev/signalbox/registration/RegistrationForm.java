package dev.signalbox.registration;

import org.jspecify.annotations.Nullable;

/**
 * The submitted form of the registration rules.
 *
 * @param who {@link #MEMBERS} or {@link #ANYONE}
 * @param organizations comma-separated GitHub names
 * @param version version of the rules that the form was filled from
 * @param confirmed {@link AccessLossPreview#confirmationToken()} of the confirmed preview, or null
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

  boolean requiresApproval() {
    return Boolean.TRUE.equals(suspendNewUsers);
  }
}
