package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * A button and, when it is off, the reason that stands beside it.
 *
 * @param label verb and object, such as {@code Suspend this person}
 * @param whyNot why it cannot be pressed, or null when it can
 */
public record Act(String label, @Nullable String whyNot) {

  /** On when the visitor may change things and the object allows it too. */
  public static Act of(String label, Visitor visitor, @Nullable String objection) {
    return new Act(label, visitor.whyNoChanges() != null ? visitor.whyNoChanges() : objection);
  }

  public boolean allowed() {
    return whyNot == null;
  }
}
