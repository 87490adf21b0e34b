package dev.signalbox.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** An HTTP address of scheme, host and port, in lowercase and without the default port. */
public record Origin(URI uri) {

  /**
   * Parses a URL. Configuration properties of this type are bound with this method.
   *
   * @throws IllegalArgumentException if it is no http or https URL or has more than scheme, host
   *     and port; the message continues the name of a variable and hides a password
   */
  public static Origin of(String text) {
    try {
      URI uri = new URI(text.strip().replaceAll("/+$", ""));
      if (!isHttp(uri)) {
        String socket = text.startsWith("unix:") ? ", not a Unix socket" : "";
        throw new IllegalArgumentException(
            "must be an http or https URL" + socket + ": " + redacted(text));
      }
      if (!uri.equals(
          new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), "", null, null))) {
        throw new IllegalArgumentException(
            "must have only scheme, host and port: " + redacted(text));
      }
      // GitHub's address is part of the identity of every account
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int port = uri.getPort() == (scheme.equals("https") ? 443 : 80) ? -1 : uri.getPort();
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      return new Origin(new URI(scheme, null, host, port, "", null, null));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a valid URL: " + redacted(text));
    }
  }

  public boolean isSecure() {
    return "https".equals(uri.getScheme());
  }

  public String host() {
    return uri.getHost();
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  private static boolean isHttp(URI uri) {
    return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() <= 65_535;
  }

  private static String redacted(String address) {
    return address.replaceFirst("//.*@", "//(secret)@");
  }
}
