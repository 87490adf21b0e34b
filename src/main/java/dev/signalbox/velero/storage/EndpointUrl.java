package dev.signalbox.velero.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the address of an S3-compatible store. The Velero server connects to it with credentials,
 * so that it must not name the metadata service of a cloud or a service on the server's own host.
 * Names are not resolved: the cluster may resolve them differently.
 */
public final class EndpointUrl {

  private static final int MAX_LENGTH = 300;

  /** Addresses other than public and private unicast ones, and names of metadata services. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "localhost|.*\\.localhost|metadata(?:\\.google\\.internal)?|.*\\.metadata\\.google\\.internal"
              + "|instance-data(?:\\..*)?|0(?:\\..*)?|127(?:\\..*)?|169\\.254\\..*"
              + "|100\\.100\\.100\\.200|192\\.0\\.0\\.192"
              + "|\\[(?:::1?|f[e][89ab][0-9a-f]:.*|fd00:ec2::254|ff.*|::ffff:.*|64:ff9b:.*)\\]");

  /** Decimal, octal and hexadecimal forms of IPv4 addresses, which resolvers accept. */
  private static final Pattern ODD_ADDRESS =
      Pattern.compile("(?:0x[0-9a-f]+|0[0-9]+|[0-9]+)(?:\\.(?:0x[0-9a-f]+|[0-9]+))*");

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  private EndpointUrl() {}

  /**
   * Returns the violation, or empty.
   *
   * @param acceptHttp whether unencrypted connections are accepted
   */
  public static Optional<String> check(String url, boolean acceptHttp) {
    @Nullable URI uri = parse(url);
    if (uri == null || uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
      return Optional.of("Enter a URL such as https://minio.acme.example:9000.");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("Must not contain a user name or password.");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || !isRoot(uri.getRawPath())) {
      return Optional.of(
          "Enter scheme, host and port only. The bucket and the prefix have their own fields.");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && acceptHttp)) {
      return Optional.of("Must begin with https://, or accept unencrypted connections below.");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return REFUSED.matcher(host).matches()
            || (ODD_ADDRESS.matcher(host).matches() && !IPV4.matcher(host).matches())
        ? Optional.of(
            "Must not be a loopback, link-local or metadata address: Velero would send its"
                + " credentials there.")
        : Optional.empty();
  }

  private static boolean isRoot(@Nullable String path) {
    return path == null || path.isEmpty() || path.equals("/");
  }

  private static @Nullable URI parse(String url) {
    try {
      URI uri = new URI(url);
      return url.length() <= MAX_LENGTH && uri.getScheme() != null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
