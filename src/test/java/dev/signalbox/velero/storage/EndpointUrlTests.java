package dev.signalbox.velero.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://minio.acme.example",
        "https://minio.acme.example:9000",
        "https://s3.fr-par.scw.cloud/",
        "https://minio.velero.svc:9000",
        "https://10.1.2.3:9000",
        "https://[2001:db8::7]:9000"
      })
  void acceptsStores(String url) {
    assertThat(EndpointUrl.check(url, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:9000",
        "https://LOCALHOST.",
        "https://a.localhost",
        "https://127.0.0.1",
        "https://127.1",
        "https://0.0.0.0",
        "https://2130706433",
        "https://0x7f.1",
        "https://0177.0.0.1",
        "https://169.254.169.254",
        "https://0xa9fea9fe",
        "https://100.100.100.200",
        "https://metadata.google.internal",
        "https://metadata",
        "https://[::1]",
        "https://[fe80::1]",
        "https://[fd00:ec2::254]",
        "https://[::ffff:169.254.169.254]"
      })
  void refusesAddressesWithMetadataAndOfTheHostItself(String url) {
    assertThat(EndpointUrl.check(url, true)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "minio.acme.example",
        "//minio.acme.example",
        "https://",
        "https://a b",
        "https://user:key@minio.acme.example",
        "https://minio.acme.example/bucket",
        "https://minio.acme.example?x=y",
        "https://minio.acme.example#x",
        "https://minio.acme.example:70000",
        "file:///etc/passwd",
        "ftp://minio.acme.example"
      })
  void refusesWhatIsNoEndpoint(String url) {
    assertThat(EndpointUrl.check(url, true)).isPresent();
  }

  @Test
  void acceptsUnencryptedConnectionsOnlyIfAsked() {
    assertThat(EndpointUrl.check("http://minio.velero.svc:9000", false))
        .hasValueSatisfying(message -> assertThat(message).contains("https://"));
    assertThat(EndpointUrl.check("http://minio.velero.svc:9000", true)).isEmpty();
  }
}
