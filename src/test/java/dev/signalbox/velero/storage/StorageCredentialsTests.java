package dev.signalbox.velero.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.secrets.Secret;
import org.junit.jupiter.api.Test;

class StorageCredentialsTests {

  private static final String KEY_FILE =
      """
      {"type":"service_account","project_id":"acme-prod","private_key_id":"1",
       "private_key":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n",
       "client_email":"velero@acme-prod.iam.gserviceaccount.com"}
      """;

  @Test
  void writesTheCredentialsFileOfAws() {
    Secret file = StorageCredentials.aws("AKIAIOSFODNN7EXAMPLE", "a/b+c");

    assertThat(file.reveal())
        .isEqualTo(
            "[default]\naws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key=a/b+c\n");
    assertThat(file.toString()).doesNotContain("AKIA", "a/b+c");
  }

  @Test
  void checksKeysOfAws() {
    assertThat(StorageCredentials.checkAccessKeyId(StorageProvider.AWS, "AKIAIOSFODNN7EXAMPLE"))
        .isEmpty();
    assertThat(StorageCredentials.checkAccessKeyId(StorageProvider.AWS, "ASIAIOSFODNN7EXAMPLE"))
        .hasValueSatisfying(message -> assertThat(message).contains("temporary"));
    assertThat(StorageCredentials.checkAccessKeyId(StorageProvider.AWS, "velero")).isPresent();
    assertThat(
            StorageCredentials.checkSecretKey(
                StorageProvider.AWS, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        .isEmpty();
    assertThat(StorageCredentials.checkSecretKey(StorageProvider.AWS, "short")).isPresent();
  }

  @Test
  void acceptsAnyVisibleKeyOfACompatibleStore() {
    assertThat(StorageCredentials.checkAccessKeyId(StorageProvider.S3, "velero")).isEmpty();
    assertThat(StorageCredentials.checkSecretKey(StorageProvider.S3, "p@ss-w0rd!")).isEmpty();
    assertThat(StorageCredentials.checkSecretKey(StorageProvider.S3, "with a\nline")).isPresent();
  }

  @Test
  void checksTheKeyFileOfGoogleWithoutQuotingIt() {
    assertThat(StorageCredentials.checkKeyFile(KEY_FILE)).isEmpty();
    assertThat(StorageCredentials.checkKeyFile("{\"private_key\":\"hunter2"))
        .hasValueSatisfying(message -> assertThat(message).doesNotContain("hunter2"));
    assertThat(
            StorageCredentials.checkKeyFile(
                KEY_FILE.replace("service_account", "external_account")))
        .hasValueSatisfying(message -> assertThat(message).contains("service_account"));
    assertThat(StorageCredentials.checkKeyFile(KEY_FILE.replace("private_key\"", "other\"")))
        .isPresent();
    assertThat(StorageCredentials.checkKeyFile("")).isPresent();
  }
}
