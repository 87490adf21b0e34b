package dev.signalbox.nomad;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import dev.signalbox.settings.PemFiles;
import dev.signalbox.settings.SelfValidating;
import jakarta.validation.constraints.Pattern;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;

/**
 * The connection to Nomad, with the variables of the nomad CLI.
 *
 * @param addr Address of the Nomad servers, as for the nomad CLI. Default: none (build pages are
 *     disabled).
 * @param token ACL token. Default: none.
 * @param namespace Namespace to show. Default: `*` (all).
 * @param region Region. Default: the region of the servers.
 * @param httpAuth `user:password` for a proxy in front of Nomad. Default: none.
 * @param cacert PEM file with CA certificates to trust for Nomad. Default: Java's trust store.
 * @param capath Folder of such files, used if NOMAD_CACERT is not set. Default: none.
 * @param clientCert PEM file with the client certificate for mTLS. Default: none.
 * @param clientKey PEM file with the private key of the client certificate.
 * @param clientKeyPassword Password of the private key. Default: none; the key is not encrypted.
 * @param tlsServerName Name in Nomad's server certificate. Default: the host of NOMAD_ADDR.
 * @param skipVerify Disables verification of Nomad's certificate. Default: false.
 */
@Validated
@ConfigurationProperties("nomad")
public record NomadProperties(
    @Nullable Origin addr,
    @Nullable Secret token,
    @DefaultValue("*") String namespace,
    @Nullable String region,
    @Nullable Secret httpAuth,
    @Nullable String cacert,
    @Nullable String capath,
    @Nullable String clientCert,
    @Nullable String clientKey,
    @Nullable Secret clientKeyPassword,
    @Nullable String tlsServerName,
    @DefaultValue("false")
        @Pattern(
            regexp = "(?i)true|false|[tf10]",
            message = "must be true or false: ${validatedValue}")
        String skipVerify)
    implements SelfValidating {

  /** Whether Nomad's certificate is not verified. Go's values of true, as for the nomad CLI. */
  public boolean skipsVerification() {
    return skipVerify.matches("(?i)true|[t1]");
  }

  /** Returns the CA certificates to trust; empty for Java's. A file precedes a folder. */
  public List<X509Certificate> authorities() {
    return cacert == null && capath != null
        ? PemFiles.certificatesIn(capath)
        : PemFiles.certificates(cacert);
  }

  /** Returns the client certificate with its key, or null if none is configured. */
  public @Nullable PemSslStore identity() {
    return clientCert == null || clientKey == null
        ? null
        : PemSslStore.of(PemFiles.certificates(clientCert), privateKey(clientKey));
  }

  @Override
  public void validate(Errors errors) {
    SelfValidating.check(errors, cacert == null ? "capath" : "cacert", this::authorities);
    if (clientCert != null && clientKey != null) {
      validateIdentity(clientCert, clientKey, errors);
    } else if (clientCert != null) {
      SelfValidating.reject(errors, "clientKey", "is not set, but NOMAD_CLIENT_CERT is");
    } else if (clientKey != null) {
      SelfValidating.reject(errors, "clientCert", "is not set, but NOMAD_CLIENT_KEY is");
    }
  }

  private void validateIdentity(String certificate, String key, Errors errors) {
    SelfValidating.check(errors, "clientCert", () -> PemFiles.certificates(certificate));
    SelfValidating.check(errors, "clientKey", () -> privateKey(key));
    if (!errors.hasFieldErrors("clientCert")
        && !errors.hasFieldErrors("clientKey")
        && !matches(PemFiles.certificates(certificate).getFirst(), privateKey(key))) {
      SelfValidating.reject(errors, "clientKey", "is not the private key of NOMAD_CLIENT_CERT");
    }
  }

  private PrivateKey privateKey(String file) {
    return PemFiles.privateKey(file, clientKeyPassword == null ? null : clientKeyPassword.reveal());
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
