package dev.signalbox.sandbox.github;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The registered callback URLs of the app. A redirect URL matches if it has the same host or a
 * subdomain, the same port and the same path or a subpath; a loopback address may use any port
 * ("Authorizing OAuth apps", redirect URLs).
 */
final class CallbackUrls {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private volatile List<URI> registered =
      List.of(
          URI.create("http://127.0.0.1:8080/login/oauth2/code/github"),
          URI.create("http://localhost:8080/login/oauth2/code/github"));

  void register(List<URI> callbacks) {
    registered = List.copyOf(callbacks);
  }

  /** Returns the URL used for requests without a redirect URL and for mismatch errors. */
  URI fallback() {
    return registered.getFirst();
  }

  boolean matchesRegistered(String redirectUri) {
    URI redirect;
    try {
      redirect = URI.create(redirectUri).normalize();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return registered.stream().anyMatch(callback -> matches(callback, redirect));
  }

  private static boolean matches(URI callback, URI redirect) {
    if (redirect.getHost() == null || !callback.getScheme().equals(redirect.getScheme())) {
      return false;
    }
    boolean isSameHost =
        redirect.getHost().equals(callback.getHost())
            || redirect.getHost().endsWith("." + callback.getHost());
    boolean isSamePort =
        portOf(redirect) == portOf(callback) || LOOPBACK.contains(callback.getHost());
    String path = callback.getPath();
    boolean isSubpath =
        redirect.getPath().equals(path)
            || redirect.getPath().startsWith(path.endsWith("/") ? path : path + "/");
    return isSameHost && isSamePort && isSubpath;
  }

  private static int portOf(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
