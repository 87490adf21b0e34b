package dev.signalbox.velero.files;

import dev.signalbox.velero.StorageLocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the URL of a DownloadRequest may be fetched. Anyone who may write the resource
 * chooses the URL, so only hosts of the storage location and of the large cloud providers are
 * accepted. Redirects must not be followed.
 */
final class DownloadUrlPolicy {

  /** Hosts of object storage. Other hosts of these domains belong to customers. */
  private static final Pattern CLOUD =
      Pattern.compile(
          "(?:[a-z0-9-]++\\.)*?s3(?:[.-][a-z0-9-]++)*?\\.amazonaws\\.com(?:\\.cn)?"
              + "|(?:[a-z0-9-]++\\.)*storage\\.googleapis\\.com"
              + "|[a-z0-9]++\\.blob\\.core\\.windows\\.net");

  private static final int MAX_HOST_LENGTH = 253;

  private DownloadUrlPolicy() {}

  /** Returns the URL if it may be fetched, or null. */
  static @Nullable URI check(String url, StorageLocation location) {
    @Nullable URI uri = parse(url);
    if (uri == null || uri.getRawUserInfo() != null) {
      return null;
    }
    @Nullable String host = host(uri);
    return host != null && (isConfigured(uri, location) || isCloud(uri, host)) ? uri : null;
  }

  private static boolean isCloud(URI uri, String host) {
    return "https".equalsIgnoreCase(uri.getScheme())
        && uri.getPort() == -1
        && host.length() <= MAX_HOST_LENGTH
        && CLOUD.matcher(host).matches();
  }

  /** Compares scheme, host and port with those of the location, also for bucket host names. */
  private static boolean isConfigured(URI uri, StorageLocation location) {
    return Stream.of("s3Url", "publicUrl")
        .map(location::setting)
        .filter(text -> !text.isEmpty())
        .map(DownloadUrlPolicy::parse)
        .anyMatch(allowed -> allowed != null && isSameOrigin(uri, allowed, location.bucket()));
  }

  private static boolean isSameOrigin(URI uri, URI allowed, String bucket) {
    @Nullable String host = host(uri);
    @Nullable String allowedHost = host(allowed);
    return host != null
        && allowedHost != null
        && (host.equals(allowedHost)
            || host.equals(bucket.toLowerCase(Locale.ROOT) + "." + allowedHost))
        && uri.getScheme().equalsIgnoreCase(allowed.getScheme())
        && port(uri) == port(allowed);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static @Nullable String host(URI uri) {
    return uri.getHost() == null ? null : uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static @Nullable URI parse(String url) {
    try {
      URI uri = new URI(url);
      return uri.getScheme() != null && uri.getScheme().matches("(?i)https?") ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
