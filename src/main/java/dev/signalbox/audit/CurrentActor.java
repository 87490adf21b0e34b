package dev.signalbox.audit;

/** Provides the actor of the current request; implemented by the accounts module. */
public interface CurrentActor {

  /** Returns the signed-in user, or {@link Actor#SYSTEM} outside a request. */
  Actor actor();
}
