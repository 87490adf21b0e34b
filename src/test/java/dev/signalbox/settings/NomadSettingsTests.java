package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.InvalidSettings.Complaint;
import dev.signalbox.settings.Settings.BuildClass;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How to reach Nomad, in the variables of Nomad's own command. */
class NomadSettingsTests {

  @Test
  void looksAtNoNomadWhereNoneIsNamed() {
    Settings.Nomad nomad = Environment.complete().read().nomad();

    assertThat(nomad.address()).isNull();
    assertThat(nomad.namespace()).isEqualTo("*");
    assertThat(nomad.identity()).isNull();
    assertThat(nomad.skipVerify()).isFalse();
  }

  @Test
  void readsWhatIsSet() {
    Settings.Nomad nomad =
        Environment.complete()
            .with(Variable.NOMAD_ADDRESS, "http://nomad-server:4646/")
            .with(Variable.NOMAD_TOKEN, "a token")
            .with(Variable.NOMAD_NAMESPACE, "builds")
            .with(Variable.NOMAD_REGION, "global")
            .with(Variable.NOMAD_TLS_SERVER_NAME, "server.global.nomad")
            .with(Variable.NOMAD_SKIP_VERIFY, "1")
            .with(Variable.NOMAD_CLASSES, "large=4000/8192, medium=2000/4096")
            .read()
            .nomad();

    assertThat(nomad.address()).isEqualTo(URI.create("http://nomad-server:4646"));
    assertThat(nomad.token()).isEqualTo(new Secret("a token"));
    assertThat(nomad.namespace()).isEqualTo("builds");
    assertThat(nomad.skipVerify()).isTrue();
    assertThat(nomad.classes())
        .containsExactly(new BuildClass("medium", 2000, 4096), new BuildClass("large", 4000, 8192));
  }

  @Test
  void readsTheConsolesOwnCertificate(@TempDir Path folder) throws Exception {
    Settings.Nomad nomad =
        Environment.complete()
            .with(Variable.NOMAD_CLIENT_CERT, certificate(folder, "RSA").toString())
            .with(Variable.NOMAD_CLIENT_KEY, key(folder).toString())
            .read()
            .nomad();

    assertThat(nomad.identity())
        .returns("RSA", identity -> identity.key().getAlgorithm())
        .hasToString("Identity[1 certificates]");
  }

  @Test
  void readsAFolderOfAuthoritiesWhereNoFileIsNamed(@TempDir Path folder) throws Exception {
    certificate(folder, "EC");

    assertThat(
            Environment.complete()
                .with(Variable.NOMAD_CA_FOLDER, folder.toString())
                .read()
                .nomad()
                .authorities())
        .hasSize(1);
  }

  @Test
  void refusesAKeyOfAnotherCertificate(@TempDir Path folder, @TempDir Path other) throws Exception {
    Path certificate = certificate(folder, "EC");
    certificate(other, "EC");

    assertThat(
            Environment.complete()
                .with(Variable.NOMAD_CLIENT_CERT, certificate.toString())
                .with(Variable.NOMAD_CLIENT_KEY, key(other).toString())
                .complaints())
        .containsExactly(
            new Complaint(Variable.NOMAD_CLIENT_KEY, "is not the key of NOMAD_CLIENT_CERT"));
  }

  @ParameterizedTest
  @CsvSource({
    "NOMAD_CLIENT_CERT,NOMAD_CLIENT_KEY",
    "NOMAD_CLIENT_KEY,NOMAD_CLIENT_CERT",
  })
  void refusesHalfOfACertificate(Variable set, Variable missing) {
    assertThat(Environment.complete().with(set, "/etc/signalbox/some.pem").complaints())
        .containsExactly(
            new Complaint(missing, "is not set, but " + set.environmentName() + " is"));
  }

  @Test
  void refusesFilesThatAreNotWhatTheyShouldBe(@TempDir Path folder) throws IOException {
    String none = Files.writeString(folder.resolve("x.pem"), "hello").toString();
    String away = folder.resolve("away.pem").toString();

    assertThat(
            Environment.complete()
                .with(Variable.NOMAD_CLIENT_CERT, none)
                .with(Variable.NOMAD_CLIENT_KEY, none)
                .with(Variable.NOMAD_CA_FILE, away)
                .complaints())
        .containsExactlyInAnyOrder(
            new Complaint(Variable.NOMAD_CA_FILE, "names a file that cannot be read: " + away),
            new Complaint(
                Variable.NOMAD_CLIENT_CERT,
                "names a file that holds no certificates in PEM form: " + none),
            new Complaint(
                Variable.NOMAD_CLIENT_KEY,
                "names a file that holds no key in PEM form, or an encrypted one: " + none));
    assertThat(
            Environment.complete().with(Variable.NOMAD_CA_FOLDER, folder.toString()).complaints())
        .extracting(Complaint::wrong)
        .containsExactly("names a folder with a file that is no certificate: " + folder);
    assertThat(Environment.complete().with(Variable.NOMAD_CA_FOLDER, away).complaints())
        .extracting(Complaint::wrong)
        .containsExactly("names a folder that cannot be read: " + away);
  }

  @Test
  void refusesASocket() {
    assertThat(
            Environment.complete()
                .with(Variable.NOMAD_ADDRESS, "unix:///var/run/nomad.sock")
                .complaints())
        .containsExactly(
            new Complaint(
                Variable.NOMAD_ADDRESS,
                "names a socket, but the console speaks http or https:"
                    + " unix:///var/run/nomad.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nomad-server:4646", "ftp://nomad", "http://nomad:4646/v1"})
  void refusesWhatIsNoAddress(String address) {
    assertThat(Environment.complete().with(Variable.NOMAD_ADDRESS, address).complaints())
        .extracting(Complaint::variable)
        .containsExactly(Variable.NOMAD_ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "NOMAD_SKIP_VERIFY,maybe,is neither true nor false: maybe",
    "NOMAD_CLASSES,large=4,has an entry that is not name=MHz/MiB: large=4",
    "NOMAD_KEEP_READY,-1,is less than zero: -1",
    "NOMAD_HISTORY_DAYS,long,is not a whole number: long",
  })
  void refusesWhatMakesNoSense(Variable variable, String text, String wrong) {
    assertThat(Environment.complete().with(variable, text).complaints())
        .containsExactly(new Complaint(variable, wrong));
  }

  private static Path key(Path folder) {
    return folder.resolve("key.txt");
  }

  /** Has Java's own tool make a certificate, and leaves its key beside it. */
  private static Path certificate(Path folder, String kind) throws Exception {
    Path store = folder.resolve("keys.p12");
    Path certificate = folder.resolve("cert.pem");
    keytool(store, "-genkeypair", "-keyalg", kind, "-dname", "CN=console");
    keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
    KeyStore keys = KeyStore.getInstance(store.toFile(), "for-a-test".toCharArray());
    Files.writeString(
        key(folder),
        PrivateKeyFileTests.pem(
            "PRIVATE KEY", keys.getKey("test", "for-a-test".toCharArray()).getEncoded()));
    return certificate;
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
