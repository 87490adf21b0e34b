package dev.signalbox.velero.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CaCertificateTests {

  /** Self-signed, valid from 2026 to 2126. */
  static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIBhTCCASugAwIBAgIUJI1mvQowBs7Xc7S8+lMcxaVhD2QwCgYIKoZIzj0EAwIw
      FzEVMBMGA1UEAwwMQWNtZSB0ZXN0IENBMCAXDTI2MTEzMDEyMTkyNVoYDzIxMjYx
      MTA2MTIxOTI1WjAXMRUwEwYDVQQDDAxBY21lIHRlc3QgQ0EwWTATBgcqhkjOPQIB
      BggqhkjOPQMBBwNCAARRFUjHYG8JzqsDooDVUbOfNdyvnGmIiTErHJPywn6dKgq2
      L84nxkGm3FvIJXIlQwlW59w9JhKTW4Fqv71HFDjMo1MwUTAdBgNVHQ4EFgQURFeZ
      f8oh9l0ir1uwUNvexAGpDKIwHwYDVR0jBBgwFoAURFeZf8oh9l0ir1uwUNvexAGp
      DKIwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA5jbvsv83U0G2
      C+a/TEyRbUnogu6HHaqeJYopoU1I1H0CIHx70KS3iZja6EpZU+CUTYc1uWReFHqI
      PPflT7NmN882
      -----END CERTIFICATE-----
      """;

  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void acceptsACertificate() {
    assertThat(CaCertificate.check(PEM, NOW)).isEmpty();
    assertThat(CaCertificate.check(PEM + PEM, NOW)).isEmpty();
  }

  @Test
  void refusesAnExpiredOne() {
    assertThat(CaCertificate.check(PEM, Instant.parse("2200-01-01T00:00:00Z")))
        .hasValueSatisfying(message -> assertThat(message).contains("expired"));
  }

  @Test
  void refusesWhatIsNoCertificate() {
    assertThat(CaCertificate.check("minio.acme.example", NOW)).isPresent();
    assertThat(CaCertificate.check(PEM.substring(0, 120), NOW)).isPresent();
    assertThat(CaCertificate.check(PEM + "-----BEGIN PRIVATE KEY-----\nMIIE", NOW))
        .hasValueSatisfying(message -> assertThat(message).contains("private key"));
  }

  @Test
  void encodesThePemAsVeleroExpects() {
    assertThat(
            new String(
                Base64.getDecoder().decode(CaCertificate.encode("  a\r\nb  ")),
                StandardCharsets.US_ASCII))
        .isEqualTo("a\nb\n");
  }
}
