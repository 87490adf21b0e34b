package dev.signalbox.settings;

import dev.signalbox.settings.Settings.Identity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** Reads the CA certificates and the client certificate of the connection to Nomad. */
final class NomadTlsReader {

  private final Function<EnvironmentVariable, @Nullable String> values;
  private final BiConsumer<EnvironmentVariable, String> violations;

  NomadTlsReader(
      Function<EnvironmentVariable, @Nullable String> values,
      BiConsumer<EnvironmentVariable, String> violations) {
    this.values = values;
    this.violations = violations;
  }

  /** The CA certificates. As with the nomad CLI, a file takes precedence over a folder. */
  List<X509Certificate> authorities() {
    @Nullable String folder = values.apply(EnvironmentVariable.NOMAD_CA_FOLDER);
    if (values.apply(EnvironmentVariable.NOMAD_CA_FILE) != null) {
      return certificates(EnvironmentVariable.NOMAD_CA_FILE);
    }
    return folder == null ? List.of() : inFolder(folder);
  }

  /** The client certificate with its key, or null if none is configured. */
  @Nullable Identity identity() {
    @Nullable String keyFile = values.apply(EnvironmentVariable.NOMAD_CLIENT_KEY);
    boolean hasCertificate = values.apply(EnvironmentVariable.NOMAD_CLIENT_CERT) != null;
    if (!hasCertificate && keyFile == null) {
      return null;
    }
    if (!hasCertificate || keyFile == null) {
      violations.accept(
          hasCertificate
              ? EnvironmentVariable.NOMAD_CLIENT_KEY
              : EnvironmentVariable.NOMAD_CLIENT_CERT,
          "is not set, but "
              + (hasCertificate
                      ? EnvironmentVariable.NOMAD_CLIENT_CERT
                      : EnvironmentVariable.NOMAD_CLIENT_KEY)
                  .environmentName()
              + " is");
      return null;
    }
    List<X509Certificate> chain = certificates(EnvironmentVariable.NOMAD_CLIENT_CERT);
    @Nullable PrivateKey key = key(keyFile);
    if (chain.isEmpty() || key == null) {
      return null;
    }
    if (!matches(chain.getFirst(), key)) {
      violations.accept(
          EnvironmentVariable.NOMAD_CLIENT_KEY,
          "is not the private key of " + EnvironmentVariable.NOMAD_CLIENT_CERT.environmentName());
    }
    return new Identity(chain, key);
  }

  private List<X509Certificate> certificates(EnvironmentVariable variable) {
    @Nullable String file = values.apply(variable);
    if (file == null) {
      return List.of();
    }
    try {
      return PemContent.load(Path.of(file)).getCertificates();
    } catch (IOException | InvalidPathException e) {
      violations.accept(variable, "file not readable: " + file);
    } catch (IllegalStateException e) {
      violations.accept(variable, "file has no PEM certificates: " + file);
    }
    return List.of();
  }

  private List<X509Certificate> inFolder(String folder) {
    List<X509Certificate> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder), "*.{pem,crt}")) {
      for (Path file : files) {
        all.addAll(PemContent.load(file).getCertificates());
      }
    } catch (IOException | InvalidPathException e) {
      violations.accept(EnvironmentVariable.NOMAD_CA_FOLDER, "folder not readable: " + folder);
      return List.of();
    } catch (IllegalStateException e) {
      violations.accept(
          EnvironmentVariable.NOMAD_CA_FOLDER, "folder has a file without certificates: " + folder);
      return List.of();
    }
    if (all.isEmpty()) {
      violations.accept(
          EnvironmentVariable.NOMAD_CA_FOLDER, "folder has no .pem or .crt files: " + folder);
    }
    return List.copyOf(all);
  }

  private @Nullable PrivateKey key(String file) {
    @Nullable String password = values.apply(EnvironmentVariable.NOMAD_CLIENT_KEY_PASSWORD);
    try {
      return PemContent.load(Path.of(file)).getPrivateKey(password);
    } catch (IOException | InvalidPathException e) {
      violations.accept(EnvironmentVariable.NOMAD_CLIENT_KEY, "file not readable: " + file);
    } catch (IllegalStateException | IllegalArgumentException e) {
      violations.accept(
          EnvironmentVariable.NOMAD_CLIENT_KEY,
          password == null
              ? "file has no PEM private key, or an encrypted one: " + file
              : "file has no PEM private key with this password: " + file);
    }
    return null;
  }

  /** Whether the certificate verifies a signature of the key. */
  private static boolean matches(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
