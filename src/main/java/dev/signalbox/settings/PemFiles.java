package dev.signalbox.settings;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * Reads certificates and keys. Throws {@link IllegalArgumentException} with a message that
 * continues the name of the environment variable.
 */
public final class PemFiles {

  private PemFiles() {}

  /** Returns the certificates of a file, or none if it is null. */
  public static List<X509Certificate> certificates(@Nullable String file) {
    try {
      return file == null ? List.of() : PemContent.load(Path.of(file)).getCertificates();
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("file not readable: " + file, e);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("file has no PEM certificates: " + file, e);
    }
  }

  /** Returns the certificates of all .pem and .crt files of a folder. */
  public static List<X509Certificate> certificatesIn(String folder) {
    List<X509Certificate> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder), "*.{pem,crt}")) {
      for (Path file : files) {
        all.addAll(PemContent.load(file).getCertificates());
      }
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("folder not readable: " + folder, e);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("folder has a file without certificates: " + folder, e);
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("folder has no .pem or .crt files: " + folder);
    }
    return all;
  }

  /** Returns the private key of a file. */
  public static PrivateKey privateKey(String file, @Nullable String password) {
    try {
      return Objects.requireNonNull(PemContent.load(Path.of(file)).getPrivateKey(password));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("file not readable: " + file, e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          password == null
              ? "file has no PEM private key, or an encrypted one: " + file
              : "file has no PEM private key with this password: " + file,
          e);
    }
  }
}
