package dev.signalbox.nomad.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * Advice for connections that fail because of TLS.
 *
 * @param address URL of the servers
 * @param hasClientCertificate whether Signalbox presents a certificate
 */
record TlsAdvice(String address, boolean hasClientCertificate) {

  private static final String CLIENT_CERTIFICATE_ADVICE =
      "The servers require a client certificate (verify_https_client). Set NOMAD_CLIENT_CERT and"
          + " NOMAD_CLIENT_KEY to one that their CA has signed.";

  /**
   * Returns advice for a lost connection, or an empty text. With TLS 1.3, servers that require a
   * client certificate may just close the connection.
   */
  String forLostConnection(IOException failure) {
    boolean wasConnected =
        !(failure instanceof ConnectException || failure instanceof SocketTimeoutException);
    return wasConnected && !hasClientCertificate && address.startsWith("https:")
        ? " If the servers set verify_https_client, set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY."
        : "";
  }

  String forHandshake(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("unsupported or unrecognized ssl message")
        || message.contains("plaintext connection")) {
      return "Check NOMAD_ADDR: the server does not use TLS on this port. If it uses plain HTTP,"
          + " set a URL that starts with http://.";
    }
    if (message.contains("certificate_required")
        || (message.contains("bad_certificate") && !hasClientCertificate)) {
      return CLIENT_CERTIFICATE_ADVICE;
    }
    return hasClientCertificate
        ? "Check NOMAD_CACERT, NOMAD_TLS_SERVER_NAME and NOMAD_CLIENT_CERT."
        : "Check NOMAD_CACERT and NOMAD_TLS_SERVER_NAME. If the servers set verify_https_client,"
            + " set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY.";
  }
}
