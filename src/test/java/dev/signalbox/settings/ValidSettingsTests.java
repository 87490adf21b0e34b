package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.secrets.Secret;
import dev.signalbox.storage.ArchiveProperties;
import dev.signalbox.storage.StorageProperties;
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
class ValidSettingsTests {

  @Test
  void readsACompleteEnvironment() {
    TestEnvironment environment = TestEnvironment.complete();

    assertThat(environment.read(ConsoleProperties.class).publicUrl())
        .hasToString("https://signalbox.acme.example");
    assertThat(environment.read(GitHubProperties.class))
        .returns("a client id", gitHub -> gitHub.clientId())
        .returns("a client secret", gitHub -> gitHub.clientSecret().reveal());
    assertThat(environment.read(AccountsProperties.class))
        .returns(List.of("acme"), accounts -> accounts.requiredOrganizations())
        .returns(List.of("octocat"), accounts -> accounts.admins());
  }

  @Test
  void hasDefaultsForOptionalVariables() {
    TestEnvironment environment = TestEnvironment.complete();

    assertThat(environment.read(ConsoleProperties.class))
        .returns("CI server", console -> console.installation())
        .returns("production", console -> console.environment());
    assertThat(environment.read(GitHubProperties.class))
        .returns(Origin.of("https://github.com"), gitHub -> gitHub.url())
        .returns(null, gitHub -> gitHub.proxy())
        .returns(null, gitHub -> gitHub.caFile())
        .returns(null, gitHub -> gitHub.webhookSecret());
    assertThat(environment.read(AccountsProperties.class))
        .returns(false, accounts -> accounts.anyoneWhoCanSignIn())
        .returns(false, accounts -> accounts.suspendNewUsers())
        .returns(List.of(), accounts -> accounts.prometheusTokens());
  }

  @Test
  void readsEveryCertificateOfAFile(@TempDir Path folder) throws Exception {
    X509Certificate[] some = Arrays.copyOf(javasAuthorities(), 2);
    Path file = folder.resolve("ca.pem");
    for (X509Certificate one : some) {
      Files.writeString(file, pem(one), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    GitHubProperties settings =
        TestEnvironment.complete()
            .with("SIGNALBOX_GITHUB_CA_FILE", file.toString())
            .read(GitHubProperties.class);

    assertThat(PemFiles.certificates(settings.caFile())).containsExactly(some);
  }

  @Test
  void trimsListsAndRemovesDuplicates() {
    AccountsProperties settings =
        TestEnvironment.complete()
            .with("SIGNALBOX_REQUIRED_ORGANIZATIONS", " acme ,, acme-labs,acme, ")
            .read(AccountsProperties.class);

    assertThat(settings.requiredOrganizations()).containsExactly("acme", "acme-labs");
  }

  @Test
  void stripsTextAndSecrets() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_GITHUB_CLIENT_ID", " a client id ")
                .with("SIGNALBOX_GITHUB_CLIENT_SECRET", "a client secret\n")
                .read(GitHubProperties.class))
        .returns("a client id", gitHub -> gitHub.clientId())
        .returns("a client secret", gitHub -> gitHub.clientSecret().reveal());
  }

  @Test
  void allowsAnyoneOnlyExplicitly() {
    AccountsProperties settings =
        TestEnvironment.complete()
            .without("SIGNALBOX_REQUIRED_ORGANIZATIONS")
            .with("SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN", "TRUE")
            .read(AccountsProperties.class);

    assertThat(settings.anyoneWhoCanSignIn()).isTrue();
    assertThat(settings.requiredOrganizations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"https://signalbox.acme.example,true", "http://localhost:8080,false"})
  void isSecureWithTls(String url, boolean secure) {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_PUBLIC_URL", url)
                .read(ConsoleProperties.class)
                .isSecure())
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
                .with("SIGNALBOX_GITHUB_URL", url)
                .read(GitHubProperties.class)
                .url())
        .hasToString("https://github.acme.example");
  }

  @Test
  void acceptsTwoTokensDuringRotation() {
    AccountsProperties settings =
        TestEnvironment.complete()
            .with(
                "SIGNALBOX_PROMETHEUS_TOKENS", "the-old-token-of-prometheus,the-new-token-is-this")
            .read(AccountsProperties.class);

    assertThat(settings.prometheusTokens()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.42.0.0/16", "192.168.7.1/32, fd00::/8", "::1/128", "0.0.0.0/0"})
  void acceptsNetworksAsTrustedProxies(String proxies) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_TRUSTED_PROXIES", proxies).violations())
        .isEqualTo(List.of());
  }

  @Test
  void doesNotRevealSecretsInToString() {
    TestEnvironment environment =
        TestEnvironment.complete()
            .with("SIGNALBOX_GITHUB_WEBHOOK_SECRET", "a webhook secret")
            .with("SIGNALBOX_PROMETHEUS_TOKENS", "a-token-for-prometheus");
    ConsoleProperties console = environment.read(ConsoleProperties.class);

    assertThat(
            List.of(
                    console,
                    environment.read(GitHubProperties.class),
                    environment.read(AccountsProperties.class))
                .toString())
        .doesNotContain("a client secret", "a webhook secret", "a-token-for-prometheus")
        .doesNotContain(console.secretKey().reveal());
  }

  @Test
  void archivesNothingWithoutAStorage() {
    assertThat(TestEnvironment.complete().read(ArchiveProperties.class))
        .returns(true, archive -> archive.storage().isEmpty())
        .returns(null, archive -> archive.retentionMonths());
  }

  @Test
  void readsAFolder() {
    ArchiveProperties archive =
        TestEnvironment.complete()
            .with("SIGNALBOX_STORAGE_FOLDER", "/var/lib/signalbox")
            .with("SIGNALBOX_AUDIT_RETENTION_MONTHS", "24")
            .read(ArchiveProperties.class);

    assertThat(archive.storage().folder()).isEqualTo("/var/lib/signalbox");
    assertThat(archive.retentionMonths()).isEqualTo(24);
  }

  @Test
  void readsABucketWithDefaultCredentials() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_STORAGE_S3_BUCKET", "acme")
                .read(ArchiveProperties.class)
                .storage())
        .isEqualTo(new StorageProperties(null, "acme", "us-east-1", null, null, null));
  }

  @Test
  void readsAnS3CompatibleBucket() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_STORAGE_S3_BUCKET", "acme")
                .with("SIGNALBOX_STORAGE_S3_URL", "https://minio.acme.example/")
                .with("SIGNALBOX_STORAGE_S3_ACCESS_KEY", "AKIA")
                .with("SIGNALBOX_STORAGE_S3_SECRET_KEY", "a secret key")
                .read(ArchiveProperties.class)
                .storage())
        .isEqualTo(
            new StorageProperties(
                null,
                "acme",
                "us-east-1",
                Origin.of("https://minio.acme.example"),
                "AKIA",
                new Secret("a secret key")));
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
