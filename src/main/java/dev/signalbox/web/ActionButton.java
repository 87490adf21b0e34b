package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * An action button. A disabled button shows the reason next to it.
 *
 * @param label verb and object, such as {@code Suspend user}
 * @param disabledReason why the button is disabled, or null if it is enabled
 */
public record ActionButton(String label, @Nullable String disabledReason) {

  /** Creates a button that is enabled if both the user's role and the object allow the action. */
  public static ActionButton of(String label, CurrentUser currentUser, @Nullable String reason) {
    return new ActionButton(
        label, currentUser.readOnlyReason() != null ? currentUser.readOnlyReason() : reason);
  }

  public boolean allowed() {
    return disabledReason == null;
  }
}
