package dev.signalbox.velero.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a storage location that Signalbox manages.
 *
 * @param prefix empty for none
 * @param config values of {@code spec.config}; an empty text removes a value, and {@link #EMPTY}
 *     sets it to an empty text. Other values of the location stay.
 * @param caCertificate null keeps the certificate of the location
 * @param credential null keeps the credentials of the location
 */
public record LocationSettings(
    StorageProvider provider,
    String bucket,
    String prefix,
    boolean readOnly,
    Map<String, String> config,
    @Nullable CaSource caCertificate,
    @Nullable Credential credential) {

  /** A value of the configuration that is an empty text. */
  public static final String EMPTY = "\"\"";

  /** Where Velero finds the CA certificate of the storage. A location has at most one. */
  public sealed interface CaSource {

    /** The location has no certificate of its own. */
    record None() implements CaSource {}

    /**
     * {@code caCert}.
     *
     * @param encoded PEM in Base64
     */
    record Inline(String encoded) implements CaSource {}

    /** {@code caCertRef}: a Secret in the namespace of Velero, since Velero 1.18. */
    record InSecret(String name, String key) implements CaSource {}
  }

  /**
   * The Secret with the credentials of a location.
   *
   * @param name empty for the credentials of the Velero server
   * @param key key of the Secret
   */
  public record Credential(String name, String key) {

    /** The credentials that the Velero server was installed with, or the role that it runs as. */
    public static final Credential OF_SERVER = new Credential("", "");
  }
}
