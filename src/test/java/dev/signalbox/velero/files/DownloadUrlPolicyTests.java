package dev.signalbox.velero.files;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.StorageLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadUrlPolicyTests {

  private static final StorageLocation LOCATION =
      StorageLocation.read(
          json(
              "{'spec':{'objectStorage':{'bucket':'backups'},'config':{"
                  + "'s3Url':'http://minio.velero.svc.example:9000',"
                  + "'publicUrl':'https://s3.example'}}}"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://minio.velero.svc.example:9000/backups/b/b-logs.gz?X-Amz-Signature=1",
        "https://s3.example/backups/x",
        "https://S3.example:443/backups/x",
        "https://backups.s3.example/x",
        "HTTPS://s3.example/x",
      })
  void acceptsTheHostsOfTheLocation(String url) {
    assertThat(DownloadUrlPolicy.check(url, LOCATION)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a url",
        "file:///etc/passwd",
        "ftp://s3.example/x",
        "//s3.example/x",
        "http://s3.example/x",
        "https://s3.example:8443/x",
        "https://user@s3.example/x",
        "https://s3.example@127.0.0.1/x",
        "https://evil.example/x",
        "https://other.s3.example/x",
        "https://s3.example.evil.example/x",
        "http://minio.velero.svc.example/x",
        "http://localhost:9000/x",
        "http://127.0.0.1/x",
        "https://s3_a.example/x",
      })
  void rejectsOtherUrls(String url) {
    assertThat(DownloadUrlPolicy.check(url, LOCATION)).isNull();
  }

  @Test
  void acceptsCloudProvidersOverHttpsOnly() {
    for (String host :
        new String[] {
          "backups.s3.eu-west-1.amazonaws.com",
          "s3.amazonaws.com",
          "my.dotted.bucket.s3-eu-west-1.amazonaws.com",
          "s3.dualstack.us-west-2.amazonaws.com",
          "backups.s3.cn-north-1.amazonaws.com.cn",
          "storage.googleapis.com",
          "account.blob.core.windows.net"
        }) {
      assertThat(DownloadUrlPolicy.check("https:" + "//" + host + "/x", LOCATION)).isNotNull();
      assertThat(DownloadUrlPolicy.check("http:" + "//" + host + "/x", LOCATION)).isNull();
      assertThat(DownloadUrlPolicy.check("https:" + "//" + host + ":8443/x", LOCATION)).isNull();
      assertThat(DownloadUrlPolicy.check("https:" + "//" + host + ".evil.example/x", LOCATION))
          .isNull();
    }
  }

  @Test
  void rejectsOtherHostsOfCloudProviders() {
    assertThat(DownloadUrlPolicy.check("http:" + "//169.254.169.254/latest", LOCATION)).isNull();
    for (String host :
        new String[] {
          "amazonaws.com.evil.example",
          "ec2-1-2-3-4.compute.amazonaws.com",
          "xs3.amazonaws.com",
          "metadata.googleapis.com",
        }) {
      assertThat(DownloadUrlPolicy.check("https:" + "//" + host + "/x", LOCATION)).isNull();
    }
  }
}
