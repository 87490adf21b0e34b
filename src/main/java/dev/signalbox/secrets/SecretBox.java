package dev.signalbox.secrets;

/** Encrypts values that are stored in the database or sent to browsers. */
public interface SecretBox {

  /**
   * Encrypts a text.
   *
   * @param context additional authenticated data that names where the text is stored, such as
   *     table, column and row; decryption with another context fails, so that values cannot be
   *     swapped
   */
  byte[] seal(String text, String context);

  /**
   * Decrypts the result of {@link #seal} with the same context.
   *
   * @throws InvalidSealException if the value was modified, or was sealed with another context or
   *     key
   */
  String open(byte[] sealed, String context);

  /** The encrypted value is invalid. */
  final class InvalidSealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSealException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
