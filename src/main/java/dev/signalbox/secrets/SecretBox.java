package dev.signalbox.secrets;

/** Seals what is kept in the database or handed to a browser, so that only we can read it. */
public interface SecretBox {

  /**
   * Seals a text.
   *
   * @param place what the text belongs to, such as table, column and row; opening it for another
   *     place fails, so that sealed values cannot be swapped
   */
  byte[] seal(String text, String place);

  /**
   * Opens what {@link #seal} made for the same place.
   *
   * @throws BrokenSeal when it was changed, belongs elsewhere, or was sealed with another key
   */
  String open(byte[] sealed, String place);

  /** The sealed bytes are not what we made. */
  final class BrokenSeal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenSeal(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
