package dev.signalbox.nomad.drains;

import dev.signalbox.web.Flash;

/** What came of an act, in a sentence for the next page. */
final class ActWords {

  private ActWords() {}

  static Flash drained(DrainOutcome outcome) {
    return switch (outcome) {
      case DrainOutcome.Started started ->
          Flash.done(started.client().name() + " takes no new builds; what runs there ends first.");
      case DrainOutcome.Changed changed ->
          Flash.done("The drain of " + changed.client().name() + " goes on as you said now.");
      case DrainOutcome.Arrived arrived -> Flash.done(arrived.client().name() + " drains already.");
      case DrainOutcome.Down down ->
          Flash.refused(
              down.client().name()
                  + " is down, so there is nothing to wait for. Have Nomad forget it instead.");
      case DrainOutcome.Gone gone -> gone(gone.id());
    };
  }

  static Flash cancelled(CancelOutcome outcome) {
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled ->
          Flash.done(
              cancelled.eligible()
                  ? cancelled.client().name() + " takes builds again."
                  : "The drain of "
                      + cancelled.client().name()
                      + " ended; it takes no builds until somebody lets it.");
      case CancelOutcome.NotDraining not ->
          Flash.refused(not.client().name() + " was not being drained any more.");
      case CancelOutcome.Gone gone -> gone(gone.id());
    };
  }

  static Flash eligible(EligibilityOutcome outcome) {
    return switch (outcome) {
      case EligibilityOutcome.Done done ->
          Flash.done(
              done.client().name()
                  + (done.eligible()
                      ? " takes builds again."
                      : " takes no new builds; what runs there goes on."));
      case EligibilityOutcome.AlreadySo already ->
          Flash.refused(
              already.client().name()
                  + (already.eligible() ? " took builds already." : " took no builds already."));
      case EligibilityOutcome.Draining draining ->
          Flash.refused(
              draining.client().name()
                  + " is being drained, and Nomad lets no builds on a client until that ends. End"
                  + " the drain and say there that it takes builds again.");
      case EligibilityOutcome.Released released ->
          Flash.refused(
              released.client().name()
                  + " is being released: its machine may be switched off at any moment. Cancel the"
                  + " release first.");
      case EligibilityOutcome.Gone gone -> gone(gone.id());
    };
  }

  static Flash purged(PurgeOutcome outcome) {
    return switch (outcome) {
      case PurgeOutcome.Purged purged ->
          Flash.done("Nomad has forgotten " + purged.client().name() + ".");
      case PurgeOutcome.Lives lives -> Flash.refused(lives(lives));
      case PurgeOutcome.Gone gone -> gone(gone.id());
    };
  }

  static String lives(PurgeOutcome.Lives lives) {
    return lives.client().name()
        + " is not down: it would register again within seconds. Drain it and switch the machine"
        + " off first.";
  }

  private static Flash gone(String id) {
    return Flash.refused("Nomad knows no client " + id + " any more.");
  }
}
