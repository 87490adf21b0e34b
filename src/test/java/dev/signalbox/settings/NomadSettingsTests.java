package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.NomadBuildProperties;
import dev.signalbox.nomad.NomadBuildProperties.ResourceClass;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.pem.PemContent;

/** The settings of the connection to Nomad. */
class NomadSettingsTests {

  @Test
  void isDisabledWithoutAnAddress() {
    NomadProperties nomad = TestEnvironment.complete().read(NomadProperties.class);

    assertThat(nomad.addr()).isNull();
    assertThat(nomad.namespace()).isEqualTo("*");
    assertThat(nomad.identity()).isNull();
    assertThat(nomad.skipsVerification()).isFalse();
  }

  @Test
  void readsAllVariables() {
    NomadProperties nomad =
        TestEnvironment.complete()
            .with("NOMAD_ADDR", "http://nomad-server:4646/")
            .with("NOMAD_TOKEN", "a token")
            .with("NOMAD_NAMESPACE", "builds")
            .with("NOMAD_REGION", "global")
            .with("NOMAD_TLS_SERVER_NAME", "server.global.nomad")
            .with("NOMAD_SKIP_VERIFY", "1")
            .read(NomadProperties.class);

    assertThat(nomad.addr()).isEqualTo(Origin.of("http://nomad-server:4646"));
    assertThat(nomad.token()).isEqualTo(new Secret("a token"));
    assertThat(nomad.namespace()).isEqualTo("builds");
    assertThat(nomad.skipsVerification()).isTrue();
    assertThat(nomad.region()).isEqualTo("global");
    assertThat(nomad.tlsServerName()).isEqualTo("server.global.nomad");
  }

  @Test
  void sortsTheResourceClassesBySize() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_NOMAD_CLASSES", "large=4000/8192, medium =2000/4096,")
                .read(NomadBuildProperties.class)
                .resourceClasses())
        .containsExactly(
            new ResourceClass("medium", 2000, 4096), new ResourceClass("large", 4000, 8192));
  }

  @ParameterizedTest
  @CsvSource({"t,true", "True,true", "0,false", "F,false"})
  void readsGosBooleans(String text, boolean expected) {
    assertThat(
            TestEnvironment.complete()
                .with("NOMAD_SKIP_VERIFY", text)
                .read(NomadProperties.class)
                .skipsVerification())
        .isEqualTo(expected);
  }

  @Test
  void readsTheClientCertificate(@TempDir Path folder) throws Exception {
    NomadProperties nomad =
        TestEnvironment.complete()
            .with("NOMAD_CLIENT_CERT", certificate(folder, "RSA").toString())
            .with("NOMAD_CLIENT_KEY", key(folder).toString())
            .read(NomadProperties.class);

    assertThat(nomad.identity())
        .returns("RSA", identity -> Objects.requireNonNull(identity.privateKey()).getAlgorithm());
    assertThat(nomad.toString()).doesNotContain("BEGIN");
  }

  @Test
  void readsAnEncryptedKeyWithItsPassword(@TempDir Path folder) throws Exception {
    Path certificate = certificate(folder, "EC");
    encryptKey(folder, "a password");

    assertThat(
            encrypted(certificate, key(folder))
                .with("NOMAD_CLIENT_KEY_PASSWORD", "a password")
                .read(NomadProperties.class)
                .identity())
        .returns("EC", identity -> Objects.requireNonNull(identity.privateKey()).getAlgorithm());
    assertThat(encrypted(certificate, key(folder)).violations())
        .containsExactly(
            new Violation(
                "NOMAD_CLIENT_KEY",
                "file has no PEM private key, or an encrypted one: " + key(folder)));
    assertThat(
            encrypted(certificate, key(folder))
                .with("NOMAD_CLIENT_KEY_PASSWORD", "another password")
                .violations())
        .containsExactly(
            new Violation(
                "NOMAD_CLIENT_KEY",
                "file has no PEM private key with this password: " + key(folder)));
  }

  private static TestEnvironment encrypted(Path certificate, Path key) {
    return TestEnvironment.complete()
        .with("NOMAD_CLIENT_CERT", certificate.toString())
        .with("NOMAD_CLIENT_KEY", key.toString());
  }

  @Test
  void readsAFolderOfCaCertificates(@TempDir Path folder) throws Exception {
    certificate(folder, "EC");

    assertThat(
            TestEnvironment.complete()
                .with("NOMAD_CAPATH", folder.toString())
                .read(NomadProperties.class)
                .authorities())
        .hasSize(1);
  }

  @Test
  void rejectsTheKeyOfAnotherCertificate(@TempDir Path folder, @TempDir Path other)
      throws Exception {
    Path certificate = certificate(folder, "EC");
    certificate(other, "EC");

    assertThat(
            TestEnvironment.complete()
                .with("NOMAD_CLIENT_CERT", certificate.toString())
                .with("NOMAD_CLIENT_KEY", key(other).toString())
                .violations())
        .containsExactly(
            new Violation("NOMAD_CLIENT_KEY", "is not the private key of NOMAD_CLIENT_CERT"));
  }

  @ParameterizedTest
  @CsvSource({
    "NOMAD_CLIENT_CERT,NOMAD_CLIENT_KEY",
    "NOMAD_CLIENT_KEY,NOMAD_CLIENT_CERT",
  })
  void rejectsACertificateWithoutKeyAndViceVersa(String set, String missing) {
    assertThat(TestEnvironment.complete().with(set, "/etc/signalbox/some.pem").violations())
        .containsExactly(new Violation(missing, "is not set, but " + set + " is"));
  }

  @Test
  void rejectsInvalidFiles(@TempDir Path folder) throws IOException {
    String none = Files.writeString(folder.resolve("x.pem"), "hello").toString();
    String missing = folder.resolve("missing.pem").toString();

    assertThat(
            TestEnvironment.complete()
                .with("NOMAD_CLIENT_CERT", none)
                .with("NOMAD_CLIENT_KEY", none)
                .with("NOMAD_CACERT", missing)
                .violations())
        .containsExactlyInAnyOrder(
            new Violation("NOMAD_CACERT", "file not readable: " + missing),
            new Violation("NOMAD_CLIENT_CERT", "file has no PEM certificates: " + none),
            new Violation(
                "NOMAD_CLIENT_KEY", "file has no PEM private key, or an encrypted one: " + none));
    assertThat(TestEnvironment.complete().with("NOMAD_CAPATH", folder.toString()).violations())
        .extracting(Violation::message)
        .containsExactly("folder has a file without certificates: " + folder);
    assertThat(TestEnvironment.complete().with("NOMAD_CAPATH", missing).violations())
        .extracting(Violation::message)
        .containsExactly("folder not readable: " + missing);
  }

  @Test
  void rejectsAUnixSocket() {
    assertThat(
            TestEnvironment.complete()
                .with("NOMAD_ADDR", "unix:///var/run/nomad.sock")
                .violations())
        .containsExactly(
            new Violation(
                "NOMAD_ADDR",
                "must be an http or https URL, not a Unix socket:"
                    + " unix:///var/run/nomad.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nomad-server:4646", "ftp://nomad", "http://nomad:4646/v1"})
  void rejectsInvalidAddresses(String address) {
    assertThat(TestEnvironment.complete().with("NOMAD_ADDR", address).violations())
        .extracting(Violation::variable)
        .containsExactly("NOMAD_ADDR");
  }

  @ParameterizedTest
  @CsvSource({
    "NOMAD_SKIP_VERIFY,maybe,must be true or false: maybe",
    "SIGNALBOX_NOMAD_CLASSES,large=4,has an entry that is not name=MHz/MiB: large=4",
    "SIGNALBOX_NOMAD_BUILD_NAMES,job_name,has an entry without a key in braces: job_name",
    "SIGNALBOX_NOMAD_KEEP_READY,-1,must not be negative: -1",
    "SIGNALBOX_NOMAD_MAX_DOWNTIME_MINUTES,0,must be at least 1: 0",
    "SIGNALBOX_NOMAD_HISTORY_DAYS,long,must be a whole number: long",
  })
  void rejectsInvalidValues(String variable, String text, String wrong) {
    assertThat(TestEnvironment.complete().with(variable, text).violations())
        .containsExactly(new Violation(variable, wrong));
  }

  private static Path key(Path folder) {
    return folder.resolve("key.txt");
  }

  /** Creates a certificate with keytool, and its key in a file next to it. */
  private static Path certificate(Path folder, String kind) throws Exception {
    Path store = folder.resolve("keys.p12");
    Path certificate = folder.resolve("cert.pem");
    keytool(store, "-genkeypair", "-keyalg", kind, "-dname", "CN=console");
    keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
    KeyStore keys = KeyStore.getInstance(store.toFile(), "for-a-test".toCharArray());
    writeKey(folder, "PRIVATE KEY", keys.getKey("test", "for-a-test".toCharArray()).getEncoded());
    return certificate;
  }

  /** Encrypts the key as {@code openssl pkcs8 -topk8} does. */
  private static void encryptKey(Path folder, String password) throws Exception {
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    PrivateKey key = PemContent.load(key(folder)).getPrivateKey();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray())));
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    byte[] encrypted = cipher.doFinal(Objects.requireNonNull(key).getEncoded());
    writeKey(
        folder,
        "ENCRYPTED PRIVATE KEY",
        new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded());
  }

  private static void writeKey(Path folder, String type, byte[] der) throws IOException {
    Files.writeString(
        key(folder),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(der), type));
  }

  private static void keytool(Path store, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(List.of(more));
    command.addAll(
        List.of("-alias", "test", "-storepass", "for-a-test", "-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
