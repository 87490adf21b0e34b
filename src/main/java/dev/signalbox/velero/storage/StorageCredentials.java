package dev.signalbox.velero.storage;

import dev.signalbox.secrets.Secret;
import dev.signalbox.velero.ResourceJson;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Credentials in the formats that Velero's plugins read from a Secret: the credentials file of AWS,
 * and the JSON key of a service account of Google. Messages never contain the input.
 */
public final class StorageCredentials {

  private static final int MAX_LENGTH = 16 * 1024;

  private StorageCredentials() {}

  /** Returns why the text is not an access key ID, or empty. */
  public static Optional<String> checkAccessKeyId(StorageProvider provider, String id) {
    if (provider == StorageProvider.AWS) {
      if (id.startsWith("ASIA")) {
        return Optional.of("This is a temporary key, which expires. Enter the key of an IAM user.");
      }
      return id.matches("AKIA[A-Z0-9]{12,124}")
          ? Optional.empty()
          : Optional.of("Enter the ID of an access key, which begins with AKIA.");
    }
    return id.matches("[!-~]{3,128}")
        ? Optional.empty()
        : Optional.of("Use 3 to 128 characters without spaces.");
  }

  /** Returns why the text is not a secret access key, or empty. */
  public static Optional<String> checkSecretKey(StorageProvider provider, String key) {
    if (provider == StorageProvider.AWS) {
      return key.matches("[A-Za-z0-9/+=]{40}")
          ? Optional.empty()
          : Optional.of("Enter the secret access key: 40 letters, digits, slashes and plus signs.");
    }
    return key.matches("[!-~]{8,256}")
        ? Optional.empty()
        : Optional.of("Use 8 to 256 characters without spaces.");
  }

  /** Returns the credentials file of AWS. Surrounding white space must be removed before. */
  public static Secret aws(String accessKeyId, String secretKey) {
    return new Secret(
        "[default]\naws_access_key_id=%s\naws_secret_access_key=%s\n"
            .formatted(accessKeyId, secretKey));
  }

  /** Returns why the text is not a JSON key of a service account, or empty. */
  public static Optional<String> checkKeyFile(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.of("Enter the JSON key file, of at most 16 KiB.");
    }
    try {
      ResourceJson key = ResourceJson.of(JsonMapper.shared().readTree(text));
      if (!key.text("type").equals("service_account")) {
        return Optional.of("Enter the JSON key of a service account: its type is service_account.");
      }
      return key.text("private_key").contains("PRIVATE KEY")
              && StorageRules.serviceAccount(key.text("client_email")).isEmpty()
          ? Optional.empty()
          : Optional.of("The key file has no private_key or no client_email. Create it again.");
    } catch (JacksonException e) {
      // its message quotes the input
      return Optional.of("Enter the complete JSON key file.");
    }
  }

  /** Returns the content of a JSON key file. */
  public static Secret gcp(String text) {
    return new Secret(text.strip() + "\n");
  }
}
