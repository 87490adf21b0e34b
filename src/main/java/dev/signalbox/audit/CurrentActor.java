package dev.signalbox.audit;

/** Tells whose act it is; implemented by the room that knows who is signed in. */
public interface CurrentActor {

  /** The signed-in person, or {@link Actor#CONSOLE} where no person asked. */
  Actor actor();
}
