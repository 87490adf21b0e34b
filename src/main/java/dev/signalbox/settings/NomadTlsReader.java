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
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads whom to trust as Nomad and what to show it. */
final class NomadTlsReader {

  private final Function<Variable, @Nullable String> values;
  private final BiConsumer<Variable, String> complaints;

  NomadTlsReader(
      Function<Variable, @Nullable String> values, BiConsumer<Variable, String> complaints) {
    this.values = values;
    this.complaints = complaints;
  }

  /** As with Nomad's own command, a file goes before a folder. */
  List<X509Certificate> authorities() {
    @Nullable String folder = values.apply(Variable.NOMAD_CA_FOLDER);
    if (values.apply(Variable.NOMAD_CA_FILE) != null) {
      return certificates(Variable.NOMAD_CA_FILE);
    }
    return folder == null ? List.of() : inFolder(folder);
  }

  /** What the console shows of itself, or null where nothing is set. */
  @Nullable Identity identity() {
    @Nullable String keyFile = values.apply(Variable.NOMAD_CLIENT_KEY);
    boolean shown = values.apply(Variable.NOMAD_CLIENT_CERT) != null;
    if (!shown && keyFile == null) {
      return null;
    }
    if (!shown || keyFile == null) {
      complaints.accept(
          shown ? Variable.NOMAD_CLIENT_KEY : Variable.NOMAD_CLIENT_CERT,
          "is not set, but "
              + (shown ? Variable.NOMAD_CLIENT_CERT : Variable.NOMAD_CLIENT_KEY).environmentName()
              + " is");
      return null;
    }
    List<X509Certificate> chain = certificates(Variable.NOMAD_CLIENT_CERT);
    @Nullable PrivateKey key = key(keyFile);
    if (chain.isEmpty() || key == null) {
      return null;
    }
    if (!belong(chain.getFirst(), key)) {
      complaints.accept(
          Variable.NOMAD_CLIENT_KEY,
          "is not the key of " + Variable.NOMAD_CLIENT_CERT.environmentName());
    }
    return new Identity(chain, key);
  }

  private List<X509Certificate> certificates(Variable variable) {
    @Nullable String file = values.apply(variable);
    if (file == null) {
      return List.of();
    }
    try {
      return CertificateFile.read(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      complaints.accept(variable, "names a file that cannot be read: " + file);
    } catch (CertificateException e) {
      complaints.accept(variable, "names a file that holds no certificates in PEM form: " + file);
    }
    return List.of();
  }

  private List<X509Certificate> inFolder(String folder) {
    List<X509Certificate> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder), "*.{pem,crt}")) {
      for (Path file : files) {
        all.addAll(CertificateFile.read(file));
      }
    } catch (IOException | InvalidPathException e) {
      complaints.accept(Variable.NOMAD_CA_FOLDER, "names a folder that cannot be read: " + folder);
      return List.of();
    } catch (CertificateException e) {
      complaints.accept(
          Variable.NOMAD_CA_FOLDER, "names a folder with a file that is no certificate: " + folder);
      return List.of();
    }
    if (all.isEmpty()) {
      complaints.accept(
          Variable.NOMAD_CA_FOLDER, "names a folder without .pem or .crt files: " + folder);
    }
    return List.copyOf(all);
  }

  private @Nullable PrivateKey key(String file) {
    try {
      return PrivateKeyFile.read(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      complaints.accept(Variable.NOMAD_CLIENT_KEY, "names a file that cannot be read: " + file);
    } catch (GeneralSecurityException e) {
      complaints.accept(
          Variable.NOMAD_CLIENT_KEY,
          "names a file that holds no key in PEM form, or an encrypted one: " + file);
    }
    return null;
  }

  /** Whether what the one signs the other confirms. */
  private static boolean belong(X509Certificate certificate, PrivateKey key) {
    String way =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(way);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
