package dev.signalbox.nomad.logs;

/**
 * Where a reading stopped. Numbers mean something in the instance that gave them only.
 *
 * @param instance empty for a reading that begins
 */
record Mark(String instance, long number) {

  static final Mark NONE = new Mark("", 0);

  /** Reads what {@link #toString} wrote; anything else is no mark. */
  static Mark read(String text) {
    int dash = text.indexOf('-');
    if (dash < 1) {
      return NONE;
    }
    try {
      return new Mark(text.substring(0, dash), Long.parseLong(text.substring(dash + 1)));
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  @Override
  public String toString() {
    return instance + "-" + number;
  }
}
