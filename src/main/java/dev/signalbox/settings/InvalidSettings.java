package dev.signalbox.settings;

import java.util.List;

/** The environment does not describe an installation; lists everything that is wrong at once. */
final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Complaint> complaints;

  InvalidSettings(List<Complaint> complaints) {
    super("The environment is incomplete: " + complaints);
    this.complaints = List.copyOf(complaints);
  }

  List<Complaint> complaints() {
    return complaints;
  }

  /**
   * @param wrong what is wrong, to be read after the variable's name
   */
  record Complaint(Variable variable, String wrong) {}
}
