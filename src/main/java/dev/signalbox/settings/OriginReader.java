package dev.signalbox.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Reads HTTP URLs that consist of scheme, host and port. */
final class OriginReader {

  private static final URI NO_ADDRESS = URI.create("http://missing.invalid");

  private final BiConsumer<EnvironmentVariable, String> reject;

  /**
   * @param reject receives each violation
   */
  OriginReader(BiConsumer<EnvironmentVariable, String> reject) {
    this.reject = reject;
  }

  /**
   * Returns the origin in lowercase and without the default port, or a placeholder if the text is
   * empty or rejected.
   */
  URI read(EnvironmentVariable variable, String text) {
    if (text.isEmpty()) {
      return NO_ADDRESS;
    }
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      if (!isHttp(uri)) {
        reject.accept(variable, "must be an http or https URL: " + redacted(text));
      } else if (!uri.equals(origin(uri))) {
        reject.accept(variable, "must have only scheme, host and port: " + redacted(text));
      }
      return isHttp(uri) ? normalized(uri) : NO_ADDRESS;
    } catch (URISyntaxException e) {
      reject.accept(variable, "is not a valid URL: " + redacted(text));
      return NO_ADDRESS;
    }
  }

  private static boolean isHttp(URI uri) {
    return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() <= 65_535;
  }

  private static URI origin(URI uri) throws URISyntaxException {
    return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), "", null, null);
  }

  /** Normalizes the URL: GitHub's is part of the identity of every account. */
  private static URI normalized(URI uri) throws URISyntaxException {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean usualPort = uri.getPort() == (scheme.equals("https") ? 443 : 80);
    return new URI(
        scheme,
        null,
        uri.getHost().toLowerCase(Locale.ROOT),
        usualPort ? -1 : uri.getPort(),
        "",
        null,
        null);
  }

  /** Returns the value for messages, without a user name and password. */
  private static String redacted(String address) {
    return address.replaceFirst("//.*@", "//(secret)@");
  }
}
