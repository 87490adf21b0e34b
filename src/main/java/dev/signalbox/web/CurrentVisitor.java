package dev.signalbox.web;

import java.util.Optional;

/** Tells the layout who is looking; implemented by the room that knows. */
public interface CurrentVisitor {

  /** The signed-in person, or empty on pages that stand before the door. */
  Optional<Visitor> visitor();
}
