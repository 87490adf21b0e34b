package dev.signalbox.drains;

import dev.signalbox.web.FlashMessage;

/** Turns the outcome of an operation on a client into a flash message. */
final class ActionMessages {

  private ActionMessages() {}

  static FlashMessage drained(DrainStartOutcome outcome) {
    return switch (outcome) {
      case DrainStartOutcome.Started started ->
          FlashMessage.success("Draining " + started.client().name() + ".");
      case DrainStartOutcome.Changed changed ->
          FlashMessage.success("Drain of " + changed.client().name() + " updated.");
      case DrainStartOutcome.AlreadyApplied arrived ->
          FlashMessage.success(arrived.client().name() + " is already draining.");
      case DrainStartOutcome.Down down ->
          FlashMessage.error(
              down.client().name() + " is down, so it can't be drained. Purge it instead.");
      case DrainStartOutcome.Gone gone -> gone(gone.id());
    };
  }

  static FlashMessage canceled(DrainCancelOutcome outcome) {
    return switch (outcome) {
      case DrainCancelOutcome.Canceled cancelled ->
          FlashMessage.success(
              "Stopped draining "
                  + cancelled.client().name()
                  + (cancelled.eligible() ? ". It is eligible again." : ". It stays ineligible."));
      case DrainCancelOutcome.NotDraining not ->
          FlashMessage.error(not.client().name() + " is no longer draining.");
      case DrainCancelOutcome.Gone gone -> gone(gone.id());
    };
  }

  static FlashMessage eligible(EligibilityOutcome outcome) {
    return switch (outcome) {
      case EligibilityOutcome.Changed done ->
          FlashMessage.success(
              done.eligible()
                  ? done.client().name() + " is eligible again."
                  : done.client().name() + " is now ineligible. Running builds continue.");
      case EligibilityOutcome.NoChange already ->
          FlashMessage.error(
              already.client().name()
                  + (already.eligible() ? " is already eligible." : " is already ineligible."));
      case EligibilityOutcome.Draining draining ->
          FlashMessage.error(
              draining.client().name()
                  + " can't be marked eligible while it is draining. Stop the drain and choose Mark"
                  + " eligible there.");
      case EligibilityOutcome.Released released ->
          FlashMessage.error(
              released.client().name()
                  + " is being released and its machine may be terminated at any moment. Cancel the"
                  + " release first.");
      case EligibilityOutcome.Gone gone -> gone(gone.id());
    };
  }

  static FlashMessage purged(PurgeOutcome outcome) {
    return switch (outcome) {
      case PurgeOutcome.Purged purged ->
          FlashMessage.success("Removed " + purged.client().name() + " from Nomad.");
      case PurgeOutcome.StillAlive lives -> FlashMessage.error(stillUp(lives));
      case PurgeOutcome.Gone gone -> gone(gone.id());
    };
  }

  static String stillUp(PurgeOutcome.StillAlive lives) {
    return lives.client().name()
        + " is not down: it would re-register within seconds. Drain it and shut the machine down"
        + " first.";
  }

  private static FlashMessage gone(String id) {
    return FlashMessage.error("Client " + id + " no longer exists in Nomad.");
  }
}
