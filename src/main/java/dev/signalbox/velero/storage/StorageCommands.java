package dev.signalbox.velero.storage;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.web.ShellQuoting;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Commands that show the cause of an error of a storage location. */
public final class StorageCommands {

  private StorageCommands() {}

  /** Returns the command for a kind of error. It changes nothing and shows no secret values. */
  public static String inspect(StorageError error, StorageLocation location) {
    String namespace = " --namespace " + ShellQuoting.of(location.metadata().namespace());
    return switch (error) {
      case OTHER_CONTENT, ACCESS_DENIED -> list(location);
      case NO_BUCKET -> bucket(location);
      case WRONG_REGION ->
          "aws s3api get-bucket-location --bucket " + ShellQuoting.of(location.bucket());
      case INVALID_CREDENTIALS, NO_CREDENTIALS ->
          "kubectl describe secret "
              + ShellQuoting.of(
                  location.credentialName().isEmpty()
                      ? "cloud-credentials"
                      : location.credentialName())
              + namespace;
      case PLUGIN_MISSING, INVALID_SETTING -> "velero plugin get" + namespace;
      case CLOCK_SKEW -> "chronyc tracking";
      case UNKNOWN_CERTIFICATE ->
          "openssl s_client -showcerts -connect %s </dev/null"
              .formatted(ShellQuoting.of(hostAndPort(location.setting("s3Url"))));
      case UNREACHABLE -> "kubectl set env deployment/velero --list" + namespace;
      case NOT_IMPLEMENTED, OTHER -> "kubectl logs deployment/velero" + namespace;
    };
  }

  private static String bucket(StorageLocation location) {
    return isGoogle(location)
        ? "gsutil ls -b " + ShellQuoting.of("gs://" + location.bucket())
        : "aws s3api head-bucket --bucket %s%s"
            .formatted(ShellQuoting.of(location.bucket()), connection(location));
  }

  private static String list(StorageLocation location) {
    String path =
        location.bucket() + "/" + (location.prefix().isEmpty() ? "" : location.prefix() + "/");
    return isGoogle(location)
        ? "gsutil ls " + ShellQuoting.of("gs://" + path)
        : "aws s3 ls " + ShellQuoting.of("s3://" + path) + connection(location);
  }

  private static String connection(StorageLocation location) {
    String url = location.setting("s3Url");
    if (!url.isEmpty()) {
      return " --endpoint-url " + ShellQuoting.of(url);
    }
    return location.setting("region").isEmpty()
        ? ""
        : " --region " + ShellQuoting.of(location.setting("region"));
  }

  private static boolean isGoogle(StorageLocation location) {
    return StorageProvider.of(location).filter(one -> one == StorageProvider.GCP).isPresent();
  }

  private static String hostAndPort(String url) {
    try {
      URI uri = new URI(url);
      @Nullable String host = uri.getHost();
      int port = uri.getPort() < 0 ? 443 : uri.getPort();
      return host == null ? "HOST:443" : host + ":" + port;
    } catch (URISyntaxException e) {
      return "HOST:443";
    }
  }
}
