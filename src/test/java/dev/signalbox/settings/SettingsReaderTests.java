package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading valid environment variables. */
class SettingsReaderTests {

  @Test
  void readsACompleteEnvironment() {
    Settings settings = TestEnvironment.complete().read();

    assertThat(settings.publicUrl()).isEqualTo(URI.create("https://signalbox.acme.example"));
    assertThat(settings.github().clientId()).isEqualTo("a client id");
    assertThat(settings.github().clientSecret().reveal()).isEqualTo("a client secret");
    assertThat(settings.registration().requiredOrganizations()).containsExactly("acme");
    assertThat(settings.registration().admins()).containsExactly("octocat");
  }

  @Test
  void hasDefaultsForOptionalVariables() {
    Settings settings = TestEnvironment.complete().read();

    assertThat(settings.installation()).isEqualTo("CI server");
    assertThat(settings.environment()).isEqualTo("production");
    assertThat(settings.github().url()).isEqualTo(URI.create("https://github.com"));
    assertThat(settings.github().proxy()).isNull();
    assertThat(settings.github().authorities()).isEmpty();
    assertThat(settings.github().webhookSecret()).isNull();
    assertThat(settings.registration().anyone()).isFalse();
    assertThat(settings.registration().suspendNewUsers()).isFalse();
    assertThat(settings.prometheusTokens()).isEmpty();
  }

  @Test
  void readsEveryCertificateOfAFile(@TempDir Path folder) throws Exception {
    X509Certificate[] some = Arrays.copyOf(javasAuthorities(), 2);
    Path file = folder.resolve("ca.pem");
    for (X509Certificate one : some) {
      Files.writeString(file, pem(one), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Settings settings =
        TestEnvironment.complete().with(EnvironmentVariable.GITHUB_CA_FILE, file.toString()).read();

    assertThat(settings.github().authorities()).containsExactly(some);
  }

  @Test
  void trimsListsAndRemovesDuplicates() {
    Settings settings =
        TestEnvironment.complete()
            .with(EnvironmentVariable.REQUIRED_ORGANIZATIONS, " acme ,, acme-labs,acme, ")
            .read();

    assertThat(settings.registration().requiredOrganizations())
        .containsExactly("acme", "acme-labs");
  }

  @Test
  void allowsAnyoneOnlyExplicitly() {
    Settings settings =
        TestEnvironment.complete()
            .without(EnvironmentVariable.REQUIRED_ORGANIZATIONS)
            .with(EnvironmentVariable.ANYONE_WHO_CAN_SIGN_IN, "TRUE")
            .read();

    assertThat(settings.registration().anyone()).isTrue();
    assertThat(settings.registration().requiredOrganizations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"https://signalbox.acme.example,true", "http://localhost:8080,false"})
  void isSecureWithTls(String url, boolean secure) {
    assertThat(
            TestEnvironment.complete().with(EnvironmentVariable.PUBLIC_URL, url).read().isSecure())
        .isEqualTo(secure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.acme.example/",
        "https://github.acme.example//",
        "HTTPS://GitHub.Acme.Example",
        "https://github.acme.example:443"
      })
  void normalizesUrls(String url) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.GITHUB_URL, url)
                .read()
                .github()
                .url())
        .isEqualTo(URI.create("https://github.acme.example"));
  }

  @Test
  void acceptsTwoTokensDuringRotation() {
    Settings settings =
        TestEnvironment.complete()
            .with(
                EnvironmentVariable.PROMETHEUS_TOKENS,
                "the-old-token-of-prometheus,the-new-token-is-this")
            .read();

    assertThat(settings.prometheusTokens()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.42.0.0/16", "192.168.7.1/32, fd00::/8", "::1/128", "0.0.0.0/0"})
  void acceptsNetworksAsTrustedProxies(String proxies) {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.TRUSTED_PROXIES, proxies)
                .violations())
        .isEqualTo(List.of());
  }

  @Test
  void doesNotRevealSecretsInToString() {
    Settings settings =
        TestEnvironment.complete()
            .with(EnvironmentVariable.GITHUB_WEBHOOK_SECRET, "a webhook secret")
            .with(EnvironmentVariable.PROMETHEUS_TOKENS, "a-token-for-prometheus")
            .read();

    assertThat(settings.toString())
        .doesNotContain("a client secret", "a webhook secret", "a-token-for-prometheus")
        .doesNotContain(settings.secretKey().reveal());
  }

  @Test
  void archivesNothingWithoutAStorage() {
    assertThat(TestEnvironment.complete().read().archive()).isEqualTo(Settings.Archive.NONE);
  }

  @Test
  void readsAFolder() {
    Settings.Archive archive =
        TestEnvironment.complete()
            .with(EnvironmentVariable.STORAGE_FOLDER, "/var/lib/signalbox")
            .with(EnvironmentVariable.AUDIT_RETENTION_MONTHS, "24")
            .read()
            .archive();

    assertThat(archive.storage())
        .isEqualTo(new StorageSettings.Folder(Path.of("/var/lib/signalbox")));
    assertThat(archive.retentionMonths()).isEqualTo(24);
  }

  @Test
  void readsABucketWithDefaultCredentials() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.STORAGE_S3_BUCKET, "acme")
                .read()
                .archive()
                .storage())
        .isEqualTo(new StorageSettings.S3("acme", "us-east-1", null, null));
  }

  @Test
  void readsAnS3CompatibleBucket() {
    assertThat(
            TestEnvironment.complete()
                .with(EnvironmentVariable.STORAGE_S3_BUCKET, "acme")
                .with(EnvironmentVariable.STORAGE_S3_URL, "https://minio.acme.example/")
                .with(EnvironmentVariable.STORAGE_S3_ACCESS_KEY, "AKIA")
                .with(EnvironmentVariable.STORAGE_S3_SECRET_KEY, "a secret key")
                .read()
                .archive()
                .storage())
        .isEqualTo(
            new StorageSettings.S3(
                "acme",
                "us-east-1",
                URI.create("https://minio.acme.example"),
                new StorageSettings.Key("AKIA", new Secret("a secret key"))));
  }

  private static X509Certificate[] javasAuthorities() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
